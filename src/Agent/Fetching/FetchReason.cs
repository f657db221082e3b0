namespace Modelwright.Agent.Fetching;

/// <summary>Why a fetch failed, as the operator reads it.</summary>
public enum FetchReason
{
    /// <summary>The URI is not allowed, or leads (by name resolution, redirect or symbolic link) to a place that is not.</summary>
    InvalidUri,

    /// <summary>There is no such file or object.</summary>
    NotFound,

    /// <summary>The credentials are missing, wrong or not enough.</summary>
    AccessDenied,

    /// <summary>The bytes are not those that were asked for.</summary>
    DigestMismatch,

    /// <summary>There are more bytes than allowed.</summary>
    TooLarge,

    /// <summary>The place did not answer, or broke off, at every attempt.</summary>
    Unreachable,

    /// <summary>Anything else; the message says what.</summary>
    Failed,
}
