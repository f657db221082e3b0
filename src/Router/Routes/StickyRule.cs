namespace Modelwright.Router.Routes;

/// <summary>The same user gets the same revision: the slot is a hash of what a header or a cookie says instead of a draw.</summary>
/// <param name="Header">The request header that names the user, lower-case; null with a cookie.</param>
/// <param name="Cookie">The cookie that names the user; null with a header.</param>
/// <param name="Revision">Has the slots from 0 up to its weight, so that its users stay with it while its weight grows.</param>
/// <param name="Salt">Hashed with the user's name; another salt is another assignment.</param>
public sealed record StickyRule(string? Header, string? Cookie, string Revision, string Salt);
