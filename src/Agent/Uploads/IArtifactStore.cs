using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Uploads;

/// <summary>A folder of a store that a run's results go to.</summary>
public interface IArtifactStore
{
    /// <summary>The folder.</summary>
    ArtifactUri Folder { get; }

    /// <summary>Puts a file there, whole or not at all; one of that name is replaced.</summary>
    /// <param name="relative">Names between <c>/</c>.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="digest">Their digest.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work.</exception>
    Task PutAsync(string relative, UploadContent content, Sha256Digest digest, CancellationToken cancellation);
}
