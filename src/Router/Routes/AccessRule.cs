namespace Modelwright.Router.Routes;

/// <summary>How clients must come to a Model.</summary>
/// <param name="Tls">The Secret with the certificate: only https is answered; null: cleartext, too.</param>
/// <param name="Tokens">The Secret with the digests of the tokens that clients need; null: everybody may ask.</param>
public sealed record AccessRule(string? Tls, string? Tokens);
