namespace Modelwright.Runtime.Api;

/// <summary>Reads a whole answer, up to a limit, on the caller's context (HttpContent's own reader resumes on the thread pool).</summary>
internal static class BodyReader
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int longest, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[(int)Math.Clamp(content.Headers.ContentLength ?? 4096, 256, longest)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= longest) throw new ApiException(ApiError.Unknown, $"an answer is longer than {longest} bytes");
                Array.Resize(ref buffer, (int)Math.Min(longest, (long)buffer.Length * 2));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
        }
    }
}
