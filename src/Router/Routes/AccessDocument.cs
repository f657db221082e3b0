namespace Modelwright.Router.Routes;

/// <summary>The member <c>access</c> as JSON carries it, before it was checked.</summary>
public sealed record AccessDocument
{
    /// <summary>The name of the Secret with <c>tls.crt</c> and <c>tls.key</c>.</summary>
    public string? Tls { get; init; }

    /// <summary>The name of the Secret with <c>tokens</c>.</summary>
    public string? Tokens { get; init; }
}
