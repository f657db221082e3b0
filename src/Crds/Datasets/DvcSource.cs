using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// Data that DVC keeps: a pointer file names it by its MD5, a remote holds it. The pointer is read at each look, the data only when the
/// MD5 is another.
/// </summary>
[Cel("self.file.uri.matches('[.]dvc([?].*)?$')", Message = "file.uri must name a pointer file, which ends in .dvc")]
public sealed record DvcSource
{
    /// <summary>
    /// The pointer file, as it is in the repository, which ends in <c>.dvc</c>. It has one file or folder under <c>outs</c>.
    /// </summary>
    public DataArtifact File { get; init; } = new();

    /// <summary>The DVC remote with the data.</summary>
    public DvcRemote Remote { get; init; } = new();
}
