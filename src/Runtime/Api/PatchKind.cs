namespace Modelwright.Runtime.Api;

/// <summary>Patches other than server-side apply.</summary>
public enum PatchKind
{
    /// <summary>RFC 6902; the body is an array.</summary>
    Json,

    /// <summary>RFC 7396.</summary>
    Merge,
}
