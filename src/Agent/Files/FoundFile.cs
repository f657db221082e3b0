using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modelwright.Agent.Files;

/// <summary>
/// A file of a folder that another container writes to, held without being opened for reading: finding it never blocks (as opening a
/// pipe would), what it is and where it really lies is asked of what is held, and what is read later is that and nothing else, whatever
/// was put under its name in the meantime.
/// </summary>
internal sealed partial class FoundFile : IDisposable
{
    private const int HoldOnly = 0x20_0000; // O_PATH
    private const int CloseOnExec = 0x8_0000; // O_CLOEXEC
    private const int NoSuchFile = 2;
    private const int NotAllowed = 13;
    private const int NotAFolder = 20;

    private readonly SafeFileHandle? handle;

    private FoundFile(SafeFileHandle? handle, string realPath, FileStatus status) =>
        (this.handle, RealPath, Status) = (handle, realPath, status);

    /// <summary>The path without symbolic links.</summary>
    public string RealPath { get; }

    /// <summary>What it is.</summary>
    public FileStatus Status { get; }

    /// <summary>Holds what a path leads to, or null when that is nothing.</summary>
    /// <exception cref="IOException">It may not be looked at.</exception>
    public static FoundFile? At(string path)
    {
        if (!OperatingSystem.IsLinux()) return Elsewhere(path);
        var handle = Open(path, HoldOnly | CloseOnExec);
        try
        {
            if (handle.IsInvalid)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error is NoSuchFile or NotAFolder) return null;
                throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
            }

            var real = new FileInfo(Descriptor(handle)).LinkTarget ?? throw new IOException($"{path}: it vanished");
            var found = new FoundFile(handle, real, FileStatus.Of(handle));
            handle = null;
            return found;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Reads a regular file from its beginning; others may go on writing to it.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public FileStream Read()
    {
        if (handle is null) return new FileStream(RealPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);

        // Not by name: .NET would take a lock that makes a writer's own fail.
        var file = Open(Descriptor(handle), CloseOnExec);
        if (!file.IsInvalid) return new FileStream(file, FileAccess.Read, bufferSize: 0);
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        var message = $"{RealPath}: {Marshal.GetPInvokeErrorMessage(error)}";
        throw error == NotAllowed ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    /// <inheritdoc />
    public void Dispose() => handle?.Dispose();

    private static string Descriptor(SafeFileHandle held) => $"/proc/self/fd/{held.DangerousGetHandle()}";

    // Where there is no O_PATH the embedded cluster's pods are the user's own processes; the rules then hold at the time of asking.
    private static FoundFile? Elsewhere(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists && !Directory.Exists(path)) return null;
        var status = new FileStatus(
            file.Exists, !file.Exists, default, file.Exists ? file.Length : 0, file.LastWriteTimeUtc.ToString("O"));
        return new FoundFile(null, Sources.RealPath.Resolve(path), status);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
