using System.Security.Cryptography;
using System.Text;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets;

/// <summary>Looks at a source without reading its bytes.</summary>
internal sealed class SourceMarks(FetchPolicy policy, Credentials credentials, NetworkOptions network, Attempts attempts)
{
    /// <summary>One digest of everything that would change with the bytes, and the source's own name for them.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="request">How it is read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A null digest when the source does not tell.</returns>
    /// <exception cref="FetchException">There is nothing to look at.</exception>
    public async Task<(string? Digest, string? Name)> ReadAsync(ArtifactUri uri, FetchRequest request, CancellationToken cancellation)
    {
        var sources = new SourceFactory(policy, credentials, network);
        if (!uri.IsFolder)
        {
            var source = sources.Create(uri, request);
            var mark = await attempts.RunAsync(uri, "looked at", source.MarkAsync, cancellation);
            return mark is null ? (null, null) : (Digest($"{uri}\n{mark.Text}\n"), mark.Name);
        }

        var folder = sources.CreateFolder(uri, request);
        var files = await attempts.RunAsync(
            uri, "listed", either => folder.ListAsync(FolderFetcher.MaxFiles, either).WaitAsync(either), cancellation);
        if (files.Any(file => file.Mark.Length == 0)) return (null, null);
        var text = new StringBuilder().Append(uri).Append('\n');
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            text.Append(file.Path).Append('\0').Append(file.Bytes).Append('\0').Append(file.Mark).Append('\n');
        return (Digest(text.ToString()), null);
    }

    private static string Digest(string text) => Sha256Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToString();
}
