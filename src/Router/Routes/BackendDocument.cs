using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>One backend as JSON carries it, before it was checked.</summary>
public sealed record BackendDocument
{
    /// <summary>The revision's name, for example <c>fraud-6f9c2a1b</c>.</summary>
    [JsonRequired] public string Revision { get; init; } = "";

    /// <summary>The address of the revision's Service, <c>http://host:port</c>.</summary>
    [JsonRequired] public string Address { get; init; } = "";

    /// <summary>The share of requests in percent.</summary>
    [JsonRequired] public int Weight { get; init; }
}
