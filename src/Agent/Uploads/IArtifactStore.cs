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

    /// <summary>The names of the files and folders directly in a folder of it, those of folders with a <c>/</c> at the end.</summary>
    /// <param name="relative">Names between <c>/</c>; empty for the store's own folder. One that is not there is empty.</param>
    /// <param name="most">More names than this are left out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work.</exception>
    Task<IReadOnlyList<string>> NamesAsync(string relative, int most, CancellationToken cancellation);

    /// <summary>Removes a file, or a folder with all that is in it. What is not there is no failure.</summary>
    /// <param name="relative">Names between <c>/</c>; a folder's with a <c>/</c> at the end.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work.</exception>
    Task RemoveAsync(string relative, CancellationToken cancellation);
}
