namespace Modelwright.Operator.Routers;

/// <summary>Users stay with a revision: routers take the slot from a hash of a header or a cookie, and draw only without it.</summary>
/// <param name="Revision">The backend that has the slots from 0 up to its weight: its users stay with it while its weight grows.</param>
/// <param name="Salt">Hashed with the user's name; another salt is another assignment. From 1 to 200 characters.</param>
/// <param name="Header">The request header that names the user; null with a cookie.</param>
/// <param name="Cookie">The cookie that names the user, which routers set where it is missing; null with a header.</param>
public sealed record RouteSticky(string Revision, string Salt, string? Header = null, string? Cookie = null)
{
    private const int MaxName = 100;
    private const int MaxSalt = 200;
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    internal bool IsWhole(IReadOnlyList<RouteBackend> backends) =>
        backends.Any(backend => backend.Revision == Revision) && Salt.Length is >= 1 and <= MaxSalt
        && (Header is null) != (Cookie is null) && IsToken((Header ?? Cookie)!);

    // RFC 9110 section 5.6.2; cookies' names have the same form (RFC 6265 section 4.1.1).
    private static bool IsToken(string name) =>
        name.Length is >= 1 and <= MaxName
        && name.All(c => char.IsAsciiLetterOrDigit(c) || TokenMarks.Contains(c, StringComparison.Ordinal));
}
