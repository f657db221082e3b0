using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A place that an artifact's bytes come from.</summary>
public interface IArtifactSource
{
    /// <summary>The artifact.</summary>
    ArtifactUri Uri { get; }

    /// <summary>Starts to read from the beginning.</summary>
    /// <exception cref="FetchException">There is nothing to read, or not now.</exception>
    Task<ArtifactContent> OpenAsync(CancellationToken cancellation);

    /// <summary>
    /// What the source says of the bytes without sending them; null when it says nothing that would change whenever they do.
    /// </summary>
    /// <exception cref="FetchException">There is nothing to look at, or not now.</exception>
    Task<SourceMark?> MarkAsync(CancellationToken cancellation);
}
