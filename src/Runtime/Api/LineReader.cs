namespace Modelwright.Runtime.Api;

/// <summary>
/// Reads lines of UTF-8 from a stream. StreamReader and pipes resume their callers through the thread pool; this reads on
/// the caller's context, and bounds a line.
/// </summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>
    /// The next line without its end, valid until the next call; null at the end of the stream (an unfinished line is dropped).
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = start;
        while (true)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = buffer.AsMemory(start, searched + at - start);
                start = searched + at + 1;
                return line;
            }

            searched = MakeRoom();
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0) return null;
            end += read;
        }
    }

    private int MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (end >= longest) throw new ApiException(ApiError.Unknown, $"a watch event is longer than {longest} bytes");
            Array.Resize(ref buffer, Math.Min(longest, buffer.Length * 2));
        }

        return end;
    }
}
