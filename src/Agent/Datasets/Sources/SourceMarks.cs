using System.Security.Cryptography;
using System.Text;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>Looks at a source without reading its bytes.</summary>
internal sealed class SourceMarks(SourceFactory sources, Attempts attempts)
{
    /// <summary>One digest of everything that would change with the bytes, and the source's own name for them.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="request">How it is read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">There is nothing to look at.</exception>
    public async Task<SourceState> ReadAsync(ArtifactUri uri, FetchRequest request, CancellationToken cancellation)
    {
        if (!uri.IsFolder)
        {
            var source = sources.Create(uri, request);
            var mark = await attempts.RunAsync(uri, "looked at", source.MarkAsync, cancellation);
            return mark is null ? new(null, null) : new(Digest($"{uri}\n{mark.Text}\n"), mark.Name);
        }

        var folder = sources.CreateFolder(uri, request);
        var files = await attempts.RunAsync(
            uri, "listed", either => folder.ListAsync(FolderFetcher.MaxFiles, either).WaitAsync(either), cancellation);
        if (files.Any(file => file.Mark.Length == 0)) return new(null, null);
        var text = new StringBuilder().Append(uri).Append('\n');
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            text.Append(file.Path).Append('\0').Append(file.Bytes).Append('\0').Append(file.Mark).Append('\n');
        return new(Digest(text.ToString()), null);
    }

    /// <summary>Marks as one digest.</summary>
    public static string Digest(string text) => Sha256Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToString();
}
