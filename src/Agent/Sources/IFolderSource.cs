using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A folder, or what a store shows as one.</summary>
public interface IFolderSource
{
    /// <summary>The folder.</summary>
    ArtifactUri Uri { get; }

    /// <summary>All files in it and below.</summary>
    /// <exception cref="FetchException">
    /// There is none, there are more than <paramref name="maxFiles"/>, or one may not be taken.
    /// </exception>
    Task<IReadOnlyList<FolderFile>> ListAsync(int maxFiles, CancellationToken cancellation);
}
