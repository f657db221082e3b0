using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A folder whose files are known from a list that was read before.</summary>
internal sealed class ListedFolder(ArtifactUri uri, IReadOnlyList<FolderFile> files) : IFolderSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public Task<IReadOnlyList<FolderFile>> ListAsync(int maxFiles, CancellationToken cancellation) => Task.FromResult(files);
}
