using System.Globalization;
using System.Text;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Node.Logs;

/// <summary>Reads what <see cref="LogWriter"/> wrote, across a rotation, with the filters of <c>kubectl logs</c>.</summary>
internal sealed class LogReader(string file, PodLogQuery query, Stream destination, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly byte[] buffer = new byte[64 * 1024];
    private long remaining = query.LimitBytes ?? long.MaxValue;
    private bool inPartial;

    /// <summary>Copies; with <see cref="PodLogQuery.Follow"/> until <paramref name="hasEnded"/> says that nothing more comes.</summary>
    public async Task CopyAsync(Func<bool> hasEnded, CancellationToken cancel)
    {
        var skip = query.TailLines is { } tail ? Math.Max(0, CountLines() - tail) : 0;
        var older = LogWriter.RotatedName(file);
        if (File.Exists(older))
        {
            await using var rotated = Open(older);
            skip -= await CopyLinesAsync(rotated, skip, cancel);
        }

        var current = await OpenWhenThereAsync(hasEnded, cancel);
        try
        {
            while (current is not null)
            {
                // Asked before reading: what was written before the end is read after it.
                var ended = !query.Follow || hasEnded();
                skip -= await CopyLinesAsync(current, skip, cancel);
                await destination.FlushAsync(cancel);
                if (remaining <= 0) return;
                if (IsRotated(current)) current = await ReopenAsync(current, cancel);
                else if (ended) return;
                else await Task.Delay(Poll, time, cancel);
            }
        }
        finally
        {
            if (current is not null) await current.DisposeAsync();
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    private async Task<FileStream?> OpenWhenThereAsync(Func<bool> hasEnded, CancellationToken cancel)
    {
        while (!File.Exists(file))
        {
            if (!query.Follow || hasEnded()) return null;
            await Task.Delay(Poll, time, cancel);
        }

        return Open(file);
    }

    /// <summary>The open file has been moved away when the file of that name is shorter than what was read.</summary>
    private bool IsRotated(FileStream current) => new FileInfo(file) is { Exists: true } info && info.Length < current.Position;

    private async Task<FileStream> ReopenAsync(FileStream current, CancellationToken cancel)
    {
        await CopyLinesAsync(current, 0, cancel);
        await current.DisposeAsync();
        return Open(file);
    }

    private int CountLines()
    {
        var count = 0;
        foreach (var path in new[] { LogWriter.RotatedName(file), file }.Where(File.Exists))
        {
            using var stream = Open(path);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (reader.ReadLine() is { } line)
            {
                var (_, isPartial, _) = LogLine.Parse(Encoding.Latin1.GetBytes(line));
                if (!isPartial) count++;
            }
        }

        return count;
    }

    /// <summary>
    /// Copies whole lines from the stream's position and leaves it after the last one. Returns how many were passed over.
    /// </summary>
    private async Task<int> CopyLinesAsync(FileStream stream, int skip, CancellationToken cancel)
    {
        var skipped = 0;
        while (remaining > 0)
        {
            var start = stream.Position;
            var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            var whole = buffer.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
            stream.Position = start + whole;
            if (whole == 0) return skipped;
            for (var at = 0; at < whole && remaining > 0;)
            {
                var length = buffer.AsSpan(at, whole - at).IndexOf((byte)'\n');
                var line = LogLine.Parse(buffer.AsMemory(at, length));
                if (skipped < skip) skipped += line.IsPartial ? 0 : 1;
                else await WriteAsync(line, cancel);
                at += length + 1;
            }
        }

        return skipped;
    }

    private async Task WriteAsync((string Time, bool IsPartial, ReadOnlyMemory<byte> Text) line, CancellationToken cancel)
    {
        var wanted = query.Since is not { } since || !DateTimeOffset.TryParse(line.Time, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var written) || written >= since;
        if (!wanted) return;
        if (query.Timestamps && !inPartial) await WriteAsync(Encoding.ASCII.GetBytes(line.Time + " "), cancel);
        await WriteAsync(line.Text, cancel);
        if (!line.IsPartial) await WriteAsync(new byte[] { (byte)'\n' }, cancel);
        inPartial = line.IsPartial;
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (bytes.Length > remaining) bytes = bytes[..(int)remaining];
        remaining -= bytes.Length;
        await destination.WriteAsync(bytes, cancel);
    }
}
