using Modelwright.Crds.Artifacts;

namespace Modelwright.Crds.Datasets;

/// <summary>Data that DVC keeps.</summary>
public sealed record DvcSource
{
    /// <summary>The pointer file, which ends in <c>.dvc</c>.</summary>
    public DataArtifact File { get; init; } = new();

    /// <summary>The DVC remote: the folder with the data under <c>files/md5</c>.</summary>
    public ArtifactFolder Remote { get; init; } = new();
}
