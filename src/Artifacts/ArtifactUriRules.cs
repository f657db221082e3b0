namespace Modelwright.Artifacts;

/// <summary>What a place allows beyond the strict rules. The default allows nothing more.</summary>
public sealed record ArtifactUriRules
{
    /// <summary>https, s3, pvc and oci; no loopback or link-local hosts.</summary>
    public static ArtifactUriRules Strict { get; } = new();

    /// <summary>Allow <c>file:///path</c>: right only where pods are processes of the same machine and user.</summary>
    public bool AllowFile { get; init; }

    /// <summary>Allow <c>http://</c>. The digest still protects the bytes, but not the credentials.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>
    /// Allow a folder, whose URI ends in <c>/</c>: a prefix of a bucket, a folder of a claim or of this machine, or (s3, pvc) the whole of
    /// it.
    /// </summary>
    public bool AllowFolder { get; init; }

    /// <summary>Allow hosts that mean this machine (127.0.0.0/8, ::1, localhost).</summary>
    public bool AllowLoopback { get; init; }
}
