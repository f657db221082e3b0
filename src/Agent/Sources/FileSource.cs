using Modelwright.Agent.Fetching;
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

    private ArtifactContent Open()
    {
        try
        {
            var realRoot = root is null ? null : RealPath.Resolve(root);
            var real = RealPath.Resolve(path);
            Contained(real, realRoot);
            if (Directory.Exists(real)) throw new FetchException(FetchReason.NotFound, $"{uri} is a folder; name one file");
            var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

            // Between the check and the opening a link may have been put in the way; what was opened says where it really is.
            var descriptor = $"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}";
            if (OperatingSystem.IsLinux() && File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } opened)
                Contained(opened.FullName, realRoot);
            return new ArtifactContent(stream, stream.CanSeek ? stream.Length : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FetchException(FetchReason.NotFound, $"{uri} does not exist", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchReason.AccessDenied, $"{uri} may not be read by this pod's user", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchReason.Failed, $"{uri} cannot be read: {e.Message}", e);
        }
    }

    private void Contained(string real, string? realRoot)
    {
        if (realRoot is not null && !real.StartsWith(realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FetchException(FetchReason.InvalidUri, $"{uri} leads out of its claim through a symbolic link");
    }
}
