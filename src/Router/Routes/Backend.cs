namespace Modelwright.Router.Routes;

/// <summary>
/// A revision that can answer for a Model: its Service's address (<c>http://host:port</c>) and its share of requests in percent.
/// </summary>
public sealed record Backend(string Revision, string Address, int Weight);
