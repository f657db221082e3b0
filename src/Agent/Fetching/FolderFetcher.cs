using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>Fetches the files of a folder, a few at a time, and lets the folder appear once all of it was checked.</summary>
public sealed class FolderFetcher(Fetcher files, Attempts attempts)
{
    /// <summary>More files than this are refused.</summary>
    public const int MaxFiles = 10_000;

    private const int AtATime = 4;

    /// <summary>Fetches a folder.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="output">Where it appears, by rename; what was there is replaced.</param>
    /// <param name="maxBytes">More bytes than this, in all files together, are refused.</param>
    /// <param name="expected">The digest that it must have, if it is known.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work; nothing was left at the output's path that was not there before.</exception>
    public async Task<FolderResult> FetchAsync(
        IFolderSource source, string output, long maxBytes, Sha256Digest? expected, CancellationToken cancellation)
    {
        var list = await attempts.RunAsync(
            source.Uri, "listed", either => source.ListAsync(MaxFiles, either).WaitAsync(either), cancellation);
        var listed = list.Sum(file => file.Bytes ?? 0);
        if (listed > maxBytes)
            throw new FetchException(FetchReason.TooLarge,
                $"{source.Uri} has {listed} bytes in {list.Count} files; at most {maxBytes} are accepted");

        var partial = output + ".partial";
        try
        {
            NewFolder.At(partial);
            var digest = await FetchAllAsync(list, partial, maxBytes, cancellation);
            var result = new FolderResult(digest.Compute(), digest.Bytes, digest.Files);
            if (expected is not null && result.Digest != expected)
                throw new FetchException(FetchReason.DigestMismatch,
                    $"{source.Uri} has the digest {result.Digest} ({result.Files} files, {result.Bytes} bytes), " +
                    $"but {expected} was asked for; " +
                    "a file was changed, added or removed, or the digest is another folder's");
            NewFolder.Move(partial, output);
            return result;
        }
        finally
        {
            NewFolder.Remove(partial);
        }
    }

    private async Task<FolderDigest> FetchAllAsync(
        IReadOnlyList<FolderFile> list, string partial, long maxBytes, CancellationToken cancellation)
    {
        var digest = new FolderDigest();
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
            await Parallel.ForEachAsync(list, options, async (file, stop) =>
            {
                var result = await files.FetchAsync(
                    file.Source, Path.Combine(partial, file.Path), file.Bytes ?? maxBytes, file.Digest, stop);
                lock (digest) digest.Add(file.Path, result.Bytes, result.Digest);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<FetchException>().FirstOrDefault() is { } first)
        {
            throw first;
        }

        return digest;
    }
}
