using System.Security.Cryptography;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>A file that is written beside its place, hashed on the way, and moved there when it is whole; else it is deleted.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    // The model server runs under another user of the same pod: it must be able to read, nobody needs to write.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public OutputFile(string path)
    {
        _path = path;

        // A fixed name: what a killed run left behind is overwritten, not piled up.
        _partial = path + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(_partial);
            _stream = new FileStream(_partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e);
        }
    }

    public long Bytes { get; private set; }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellation);
        }
        catch (IOException e)
        {
            throw NotWritten(e);
        }

        _hash.AppendData(bytes.Span);
        Bytes += bytes.Length;
    }

    /// <summary>The digest of everything written. May be asked once.</summary>
    public Sha256Digest Digest() => Sha256Digest.FromHash(_hash.GetHashAndReset());

    public async Task CommitAsync(CancellationToken cancellation)
    {
        try
        {
            await _stream.FlushAsync(cancellation);
            _stream.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_stream.SafeFileHandle, Mode);
            await _stream.DisposeAsync();
            File.Move(_partial, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _hash.Dispose();
        File.Delete(_partial);
    }

    private FetchException NotWritten(Exception e) => new(FetchReason.Failed, $"{_path} cannot be written: {e.Message}", e);
}
