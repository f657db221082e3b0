using Modelwright.Agent.Fetching;
using Modelwright.Agent.Files;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A file of this machine or of a mounted claim. With a root, symbolic links must not lead out of it.</summary>
public sealed class FileSource(ArtifactUri uri, string path, string? root) : IArtifactSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    /// <remarks>On a thread of its own: opening a named pipe blocks until somebody writes to it.</remarks>
    public Task<ArtifactContent> OpenAsync(CancellationToken cancellation) => Task.Run(Open, cancellation);

    /// <inheritdoc />
    public Task<SourceMark?> MarkAsync(CancellationToken cancellation) => Task.Run(() => Found(real =>
    {
        using var file = FoundFile.At(real) ?? throw new FileNotFoundException();
        return new SourceMark($"{file.Status.Bytes} {file.Status.Stamp}", null);
    }), cancellation)!;

    private ArtifactContent Open() => Found(real =>
    {
        var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

        // Between the check and the opening a link may have been put in the way; what was opened says where it really is.
        var descriptor = $"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}";
        if (OperatingSystem.IsLinux() && File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } opened)
            Contained(opened.FullName, root is null ? null : RealPath.Resolve(root));
        return new ArtifactContent(stream, stream.CanSeek ? stream.Length : null);
    });

    private T Found<T>(Func<string, T> use) => FileFailures.Translate(uri, () =>
    {
        var real = RealPath.Resolve(path);
        Contained(real, root is null ? null : RealPath.Resolve(root));
        return Directory.Exists(real) ? throw new FetchException(FetchReason.NotFound, $"{uri} is a folder; name one file") : use(real);
    });

    private void Contained(string real, string? realRoot)
    {
        if (realRoot is not null && !real.StartsWith(realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FetchException(FetchReason.InvalidUri, $"{uri} leads out of its claim through a symbolic link");
    }
}
