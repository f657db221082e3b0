using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>The files of a folder that a pointer lists, each by its MD5.</summary>
internal sealed class DvcFolder(ArtifactUri uri, IReadOnlyList<FolderFile> files) : IFolderSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public Task<IReadOnlyList<FolderFile>> ListAsync(int maxFiles, CancellationToken cancellation) => Task.FromResult(files);
}
