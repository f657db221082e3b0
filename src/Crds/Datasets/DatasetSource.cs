using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>Where data comes from: exactly one of these.</summary>
[Union]
public sealed record DatasetSource
{
    /// <summary>One file.</summary>
    public DataArtifact? Artifact { get; init; }

    /// <summary>All files below a folder of a bucket or a volume.</summary>
    public ArtifactFolder? Folder { get; init; }

    /// <summary>A DVC pointer file; the MD5 that it holds names the version.</summary>
    public DvcSource? Dvc { get; init; }

    /// <summary>An artifact in an OCI registry; its manifest's digest names the version.</summary>
    public OciSource? Oci { get; init; }

    /// <summary>The output of a container that makes this data from other Datasets.</summary>
    public PreparationSource? Preparation { get; init; }
}
