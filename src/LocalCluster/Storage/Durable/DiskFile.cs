using Microsoft.Win32.SafeHandles;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>A file on disk.</summary>
internal sealed class DiskFile : IAppendFile
{
    private readonly SafeFileHandle _handle;

    public DiskFile(string path)
    {
        // Deleting first gives the new file the new mode, whatever the old one had.
        File.Delete(path);
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
