using System.Text;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Uploads;
using Modelwright.Artifacts;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Datasets;

/// <summary>
/// Copies versions into the store, each below its digest: first of all <c>owners/UID</c>, then <c>data/</c> with the files,
/// <c>profile.json</c>, and last of all <c>version.json</c>, the result in full. What is there twice is the same bytes, so a copy that was
/// broken off is written over.
/// </summary>
internal sealed class VersionStore(IArtifactStore store, DatasetTask task)
{
    /// <summary>The folder of a copy that says whose it is: a file for each Dataset that put it there, by its UID.</summary>
    public const string Owners = "owners";

    /// <summary>The file of a copy that is there once it is whole.</summary>
    public const string Whole = "version.json";

    /// <summary>Copies a version; the result with where it is.</summary>
    /// <exception cref="FetchException">It did not work.</exception>
    public async Task<LookResult> PutAsync(
        LookResult found, IReadOnlyList<DataFile> files, bool isFolder, CancellationToken cancellation)
    {
        var uploader = new Uploader(store);
        var top = Sha256Digest.TryParse(found.Digest, out var digest, out _) ? digest.Hex : throw new ArgumentException("no digest");
        if (task.Uid is { } owner)
            await uploader.ContentAsync(
                UploadContent.Of(Encoding.UTF8.GetBytes($"{task.Namespace}/{task.Dataset}\n")), $"{top}/{Owners}/{owner}", cancellation);
        foreach (var file in files)
        {
            var content = new UploadContent(new FileInfo(file.Path).Length,
                () => new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read));
            await uploader.ContentAsync(content, $"{top}/data/{file.Name}", cancellation);
        }

        var result = found with { Uri = $"{store.Folder}{top}/data/{(isFolder ? "" : Uri.EscapeDataString(files[0].Name))}" };
        if (found.Findings is { } findings)
        {
            // A later check of the same bytes may profile them otherwise; what was recorded before must stay what it was.
            var bytes = ProfileJson.Write(findings.Profile);
            var name = $"{top}/profile-{Sha256Digest.Of(bytes).Hex[..12]}.json";
            var profile = await uploader.ContentAsync(UploadContent.Of(bytes), name, cancellation);
            result = result with { ProfileUri = profile.Uri, ProfileDigest = profile.Digest };
        }

        await uploader.ContentAsync(UploadContent.Of(LookMessage.Whole(result)), $"{top}/{Whole}", cancellation);
        return result;
    }
}
