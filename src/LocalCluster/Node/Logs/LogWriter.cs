using System.Globalization;

namespace Modelwright.LocalCluster.Node.Logs;

/// <summary>
/// Writes a container's output as lines <c>TIME F TEXT</c> (P instead of F for a line that goes on). A full file becomes <c>FILE.1</c>,
/// replacing the one before.
/// </summary>
internal sealed class LogWriter(string file, TimeProvider time, long maxBytes)
{
    private const int LongestPart = 16 * 1024;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly byte[] Full = " F "u8.ToArray();
    private static readonly byte[] Partial = " P "u8.ToArray();

    /// <summary>The file that a full file is moved to.</summary>
    public static string RotatedName(string file) => file + ".1";

    /// <summary>Copies until the end of the stream.</summary>
    public async Task CopyAsync(Stream output)
    {
        var buffer = new byte[LongestPart];
        var held = 0;
        var log = Open();
        try
        {
            int count;
            while ((count = await output.ReadAsync(buffer.AsMemory(held))) > 0)
            {
                held = WriteLines(log, buffer, held + count);
                log.Flush();
                if (log.Length >= maxBytes) log = Rotate(log);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under a process that left its group.
        }
        finally
        {
            if (held > 0) WritePart(log, buffer.AsSpan(0, held), Full);
            await log.DisposeAsync();
        }
    }

    private FileStream Open() => new(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 8192);

    private FileStream Rotate(FileStream log)
    {
        log.Dispose();
        File.Move(file, RotatedName(file), overwrite: true);
        return Open();
    }

    /// <summary>Writes whole lines and moves the rest to the front; returns its length.</summary>
    private int WriteLines(FileStream log, byte[] buffer, int length)
    {
        var start = 0;
        while (buffer.AsSpan(start, length - start).IndexOf((byte)'\n') is >= 0 and var line)
        {
            WritePart(log, buffer.AsSpan(start, line), Full);
            start += line + 1;
        }

        var rest = length - start;
        if (rest == buffer.Length)
        {
            WritePart(log, buffer, Partial);
            return 0;
        }

        buffer.AsSpan(start, rest).CopyTo(buffer);
        return rest;
    }

    private void WritePart(FileStream log, ReadOnlySpan<byte> text, byte[] tag)
    {
        Span<byte> stamp = stackalloc byte[28];
        time.GetUtcNow().UtcDateTime.TryFormat(stamp, out var length, TimeFormat, CultureInfo.InvariantCulture);
        log.Write(stamp[..length]);
        log.Write(tag);
        log.Write(text);
        log.WriteByte((byte)'\n');
    }
}
