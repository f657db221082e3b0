using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modelwright.Agent.Files;

/// <summary>What statx(2) says of an open file. Its structure is the same on every architecture, unlike stat(2)'s.</summary>
/// <param name="IsRegular">A plain file: no folder, pipe, socket or device.</param>
/// <param name="IsFolder">A folder.</param>
/// <param name="Identity">Device and inode: two names with the same one are the same file.</param>
/// <param name="Bytes">The size.</param>
/// <param name="Stamp">Changes whenever the content does: the times of the last change of the content and of anything else.</param>
internal readonly partial record struct FileStatus(
    bool IsRegular, bool IsFolder, (ulong Device, ulong Inode) Identity, long Bytes, string Stamp)
{
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <exception cref="IOException">The kernel does not say.</exception>
    public static FileStatus Of(SafeFileHandle file)
    {
        Span<byte> answer = stackalloc byte[256];
        if (Statx(file, "", EmptyPath, BasicStats, ref MemoryMarshal.GetReference(answer)) != 0)
            throw new IOException($"statx failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        var type = BitConverter.ToUInt16(answer[28..]) & TypeMask;
        var device = (ulong)BitConverter.ToUInt32(answer[136..]) << 32 | BitConverter.ToUInt32(answer[140..]);
        var identity = (device, BitConverter.ToUInt64(answer[32..]));
        var stamp = $"{Time(answer[96..])} {Time(answer[112..])}";
        return new FileStatus(type == Regular, type == Folder, identity, BitConverter.ToInt64(answer[40..]), stamp);
    }

    private static string Time(ReadOnlySpan<byte> time) =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToInt64(time)}.{BitConverter.ToUInt32(time[8..])}");

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, ref byte answer);
}
