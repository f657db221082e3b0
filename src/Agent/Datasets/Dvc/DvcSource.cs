using System.Text;
using Modelwright.Agent.Datasets.Sources;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>
/// Data that a DVC pointer file names by its MD5. The pointer is small and read at each look; its MD5 is the source's mark.
/// </summary>
internal sealed class DvcSource(LookContext context) : IDataSource
{
    private readonly DvcRemote _remote = new(context, context.Task.DvcRemote!);
    private DvcPointer? _pointer;

    private DvcPointer Pointer => _pointer ?? throw new InvalidOperationException("the pointer was not read yet");

    /// <inheritdoc />
    public async Task<SourceState> StateAsync(CancellationToken cancellation)
    {
        var uri = context.Parse(context.Task.Source.Uri);
        var request = context.Request(uri.ToString(), context.Task.Source.SourceRoot);
        var source = context.SourcesOf(LookContext.SourceName).Create(uri, request);
        var expected = Sha256Digest.TryParse(context.Task.Source.Digest, out var digest, out _) ? digest : null;
        var text = Encoding.UTF8.GetString(await ReadAsync(source, DvcPointer.MaxBytes, expected, cancellation));
        _pointer = Followed(uri.ToString(), () => DvcPointer.Read(text));
        var marks = SourceMarks.Digest($"dvc\n{context.Task.DvcRemote!.Uri}\n{_pointer.Name}\n{_pointer.Key}\n{_pointer.IsLegacy}\n");
        return new SourceState(marks, $"md5:{_pointer.Key}");
    }

    /// <inheritdoc />
    public async Task<FetchedData> FetchAsync(CancellationToken cancellation)
    {
        var (pointer, most) = (Pointer, MaxBytes());
        var names = Names();
        var fetcher = context.Fetcher(context.SourcesOf("remote"));
        if (!pointer.IsFolder)
        {
            NewFolder.At(context.SourceFolder);
            var file = Path.Combine(context.SourceFolder, Checked(names, pointer.Name).FileName);
            var source = _remote.Object(pointer, pointer.Key, new DvcBudget(most));
            var one = await fetcher.FetchAsync(source, file, most, null, cancellation);
            Complete(one.Bytes, null);
            return new FetchedData(one.Digest, one.Bytes, 1, IsFolder: false);
        }

        var list = _remote.Object(pointer, pointer.Key, new DvcBudget(DvcListing.MaxBytes));
        var json = await ReadAsync(list, DvcListing.MaxBytes, null, cancellation);
        var entries = Followed(list.Uri.ToString(), () => DvcListing.Read(json, FolderFetcher.MaxFiles));
        var budget = new DvcBudget(most);
        List<FolderFile> files = [.. entries.Select(entry => new FolderFile(
            Checked(names, entry.Path).Path[(names.Path.Length + 1)..], null, _remote.Object(pointer, entry.Md5, budget), entry.Md5))];
        var all = await new FolderFetcher(fetcher, context.Attempts)
            .FetchAsync(new ListedFolder(list.Uri, files), context.SourceFolder, most, null, cancellation);
        Complete(all.Bytes, all.Files);
        return new FetchedData(all.Digest, all.Bytes, all.Files, IsFolder: true);
    }

    private long MaxBytes()
    {
        var most = context.Task.Source.MaxBytes > 0 ? context.Task.Source.MaxBytes : FetchRequest.DefaultMaxBytes;
        return Pointer.Size > most
            ? throw new FetchException(FetchReason.TooLarge,
                $"{context.Task.Source.Uri} points to {Pointer.Size} bytes; at most {most} are accepted")
            : most;
    }

    // The MD5s hold already; a pointer that is wrong about the rest was not written by DVC.
    private void Complete(long bytes, int? files)
    {
        if (Pointer.Size is { } size && size != bytes)
            throw new FetchException(FetchReason.DigestMismatch,
                $"{context.Task.Source.Uri} says that there are {size} bytes, but there are {bytes}; run dvc add and dvc push again");
        if (files is not null && Pointer.Files is { } count && count != files)
            throw new FetchException(FetchReason.DigestMismatch,
                $"{context.Task.Source.Uri} says that there are {count} files, but there are {files}; run dvc add and dvc push again");
    }

    private async Task<byte[]> ReadAsync(IArtifactSource source, int maxBytes, Sha256Digest? expected, CancellationToken cancellation)
    {
        var path = Path.Combine(context.Work, "pointer");
        await context.Fetcher(context.SourcesOf(LookContext.SourceName)).FetchAsync(source, path, maxBytes, expected, cancellation);
        return await File.ReadAllBytesAsync(path, cancellation);
    }

    // Only a place to judge names by.
    private static ArtifactUri Names() =>
        ArtifactUri.TryParse("pvc://names/top/", new ArtifactUriRules { AllowFolder = true }, out var uri, out var error)
            ? uri : throw new InvalidOperationException(error);

    private ArtifactUri Checked(ArtifactUri names, string path) => names.TryFile(path, out var file, out var error)
        ? file
        : throw new FetchException(FetchReason.InvalidUri, $"{context.Task.Source.Uri}: the file '{path}' cannot be taken: {error}");

    private static T Followed<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DvcException e)
        {
            throw new FetchException(FetchReason.Failed, $"{what} cannot be followed: {e.Message}", e);
        }
    }
}
