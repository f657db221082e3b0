namespace Modelwright.Artifacts;

/// <summary>Where a model's bytes can come from.</summary>
public enum ArtifactScheme
{
    /// <summary><c>https://host[:port]/path</c></summary>
    Https,

    /// <summary><c>http://host[:port]/path</c>; only where <see cref="ArtifactUriRules.AllowHttp"/> says so.</summary>
    Http,

    /// <summary><c>s3://bucket/key</c></summary>
    S3,

    /// <summary><c>pvc://claim/path</c>: a PersistentVolumeClaim of the Model's namespace.</summary>
    Pvc,

    /// <summary><c>oci://registry[:port]/repository:tag</c> or <c>…@sha256:…</c>: the file of an artifact in an OCI registry.</summary>
    Oci,

    /// <summary><c>file:///path</c>; only where <see cref="ArtifactUriRules.AllowFile"/> says so (the embedded cluster).</summary>
    File,
}
