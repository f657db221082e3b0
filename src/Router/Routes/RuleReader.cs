namespace Modelwright.Router.Routes;

/// <summary>Checks the optional members of a route table: <c>mirror</c>, <c>sticky</c>, <c>activation</c> and <c>access</c>.</summary>
public static class RuleReader
{
    private const int MaxName = 100;
    private const int MaxSalt = 200;
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <summary>Everything that is wrong with them.</summary>
    public static IEnumerable<string> Check(RouteDocument document)
    {
        var revisions = document.Backends.Where(b => b is not null).Select(b => b.Revision).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Check(document.Mirror, revisions), .. Check(document.Sticky, revisions), .. Check(document.Activation),
            .. Check(document.Access),
        ];
    }

    /// <summary>The rule of a checked document.</summary>
    public static MirrorRule? Mirror(MirrorDocument? mirror) =>
        mirror is null ? null : new(mirror.Revision, mirror.Percent, mirror.Tolerance ?? MirrorRule.DefaultTolerance);

    /// <summary>The rule of a checked document.</summary>
    public static StickyRule? Sticky(StickyDocument? sticky) =>
        sticky is null ? null : new(sticky.Header?.ToLowerInvariant(), sticky.Cookie, sticky.Revision, sticky.Salt);

    /// <summary>The rule of a checked document.</summary>
    public static ActivationRule? Activation(ActivationDocument? activation) =>
        activation is null ? null : new(activation.MaxRequests, activation.TimeoutSeconds);

    /// <summary>The rule of a checked document.</summary>
    public static AccessRule? Access(AccessDocument? access) => access is null ? null : new(access.Tls, access.Tokens);

    private static IEnumerable<string> Check(AccessDocument? access)
    {
        if (access is null) yield break;
        if (access.Tls is null && access.Tokens is null) yield return "access: give tls, tokens or both";
        if (access.Tls is { } tls && !Names.IsSubdomain(tls)) yield return $"access.tls: {Names.Quote(tls)} is no Secret's name";
        if (access.Tokens is { } tokens && !Names.IsSubdomain(tokens))
            yield return $"access.tokens: {Names.Quote(tokens)} is no Secret's name";
    }

    private static IEnumerable<string> Check(MirrorDocument? mirror, HashSet<string> revisions)
    {
        if (mirror is null) yield break;
        if (!revisions.Contains(mirror.Revision)) yield return $"mirror.revision: {Names.Quote(mirror.Revision)} is none of the backends";
        if (mirror.Percent is < 1 or > 100) yield return $"mirror.percent: {mirror.Percent} is outside 1..100";
        if (!(mirror.Tolerance is null or (>= 0 and <= 1))) yield return $"mirror.tolerance: {mirror.Tolerance} is outside 0..1";
    }

    private static IEnumerable<string> Check(StickyDocument? sticky, HashSet<string> revisions)
    {
        if (sticky is null) yield break;
        if (sticky.Header is null == sticky.Cookie is null) yield return "sticky: give exactly one of header and cookie";
        if (sticky.Header is { } header && !IsToken(header))
            yield return $"sticky.header: {Names.Quote(header)} is no header's name of at most {MaxName} characters";
        if (sticky.Cookie is { } cookie && !IsToken(cookie))
            yield return $"sticky.cookie: {Names.Quote(cookie)} is no cookie's name of at most {MaxName} characters";
        if (!revisions.Contains(sticky.Revision)) yield return $"sticky.revision: {Names.Quote(sticky.Revision)} is none of the backends";
        if (sticky.Salt.Length is 0 or > MaxSalt)
            yield return $"sticky.salt: {sticky.Salt.Length} characters; from 1 to {MaxSalt} are allowed";
    }

    private static IEnumerable<string> Check(ActivationDocument? activation)
    {
        if (activation is null) yield break;
        if (activation.MaxRequests is < 1 or > ActivationRule.MostRequests)
            yield return $"activation.maxRequests: {activation.MaxRequests} is outside 1..{ActivationRule.MostRequests}";
        if (activation.TimeoutSeconds is < 1 or > ActivationRule.MostSeconds)
            yield return $"activation.timeoutSeconds: {activation.TimeoutSeconds} is outside 1..{ActivationRule.MostSeconds}";
    }

    // RFC 9110 section 5.6.2; cookies' names have the same form (RFC 6265 section 4.1.1).
    private static bool IsToken(string name) =>
        name.Length is > 0 and <= MaxName
        && name.All(c => char.IsAsciiLetterOrDigit(c) || TokenMarks.Contains(c, StringComparison.Ordinal));
}
