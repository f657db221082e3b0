using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Api;

/// <summary>One HTTP request, free of any transport.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">The decoded path, such as <c>/api/v1/namespaces/default/pods</c>.</param>
/// <param name="Query">The raw query without its question mark.</param>
public sealed record ApiRequest(string Method, string Path, string Query = "")
{
    /// <summary>The body, already bounded by the transport.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The Content-Type header.</summary>
    public string? ContentType { get; init; }

    /// <summary>The Accept header.</summary>
    public string? Accept { get; init; }

    /// <summary>The bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>The User-Agent header; its first word is the field manager of requests that name none.</summary>
    public string? UserAgent { get; init; }

    /// <summary>A user already established, which makes the token irrelevant.</summary>
    public UserInfo? User { get; init; }

    /// <summary>Whom the request wants to be taken for.</summary>
    public Impersonation? Impersonate { get; init; }

    /// <summary>Lists and gets answer from this older revision if it is still known: a stale read, for tests.</summary>
    public long? AsOfRevision { get; init; }
}
