using Modelwright.Crds.Models;

namespace Modelwright.Operator.Routers;

/// <summary>How clients must come to a Model: the names of Secrets that routers have mounted.</summary>
/// <param name="Tls">The Secret with the certificate: only https is answered; null: cleartext, too.</param>
/// <param name="Tokens">The Secret with the digests of tokens, one of which clients need; null: everybody may ask.</param>
public sealed record RouteAccess(string? Tls = null, string? Tokens = null)
{
    private const int MaxName = 253;

    /// <summary>What a spec asks for, or null.</summary>
    public static RouteAccess? Of(ModelSpec spec) =>
        (spec.Traffic?.Tls?.SecretName, spec.Traffic?.ClientTokens?.SecretName) is var (tls, tokens) && (tls ?? tokens) is not null
            ? new(tls, tokens)
            : null;

    /// <summary>The Secrets.</summary>
    internal IEnumerable<string> Secrets() => new[] { Tls, Tokens }.OfType<string>().Distinct(StringComparer.Ordinal);

    internal bool IsWhole() => Secrets().Any() && Secrets().All(name => name.Length is > 0 and <= MaxName
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'));
}
