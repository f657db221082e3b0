using System.Buffers;
using System.IO.Compression;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads request bodies, plain or gzip, up to a number of bytes after decompression.</summary>
internal sealed class RequestBodyReader(int maxBytes)
{
    // A client may announce a length and send nothing; memory grows with what arrives, not with what was announced.
    private const int FirstRent = 64 << 10;

    /// <summary>Reads the body; throws <see cref="RequestException"/> when it is too large, not gzip, or of another encoding.</summary>
    public async ValueTask<RequestBody> ReadAsync(HttpContext context, BodyReservation reservation)
    {
        var request = context.Request;
        if (request.ContentLength > maxBytes) throw TooLarge();
        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count == 0 || Is(encoding, "identity")) return await ReadPlainAsync(context, reservation);
        if (Is(encoding, "gzip") || Is(encoding, "x-gzip")) return await ReadGzipAsync(context, reservation);
        throw new RequestException(
            StatusCodes.Status415UnsupportedMediaType,
            $"Content-Encoding '{Quoted.Text(encoding.ToString())}' is not supported; send gzip or none");
    }

    private async ValueTask<RequestBody> ReadPlainAsync(HttpContext context, BodyReservation reservation)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        if (read.IsCompleted && read.Buffer.IsSingleSegment && read.Buffer.Length <= maxBytes) return new RequestBody(reader, read.Buffer);
        var growing = new GrowingArray(FirstRent, maxBytes, reservation);
        try
        {
            while (true)
            {
                var fits = read.Buffer.Length <= maxBytes - growing.Length;
                if (fits) growing.Append(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                if (!fits) throw TooLarge();
                if (read.IsCompleted) return growing.Detach();
                read = await reader.ReadAsync();
            }
        }
        catch
        {
            growing.Dispose();
            throw;
        }
    }

    private async ValueTask<RequestBody> ReadGzipAsync(HttpContext context, BodyReservation reservation)
    {
        var growing = new GrowingArray(FirstRent, maxBytes, reservation);
        try
        {
            await using var gzip = new GZipStream(context.Request.Body, CompressionMode.Decompress, leaveOpen: true);
            while (true)
            {
                // One byte more than allowed shows that there is more.
                var read = await gzip.ReadAsync(growing.Room(1), context.RequestAborted);
                if (read == 0) return growing.Detach();
                if (read > maxBytes - growing.Length) throw TooLarge();
                growing.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            growing.Dispose();
            throw RequestException.BadRequest("the body is not valid gzip, as its Content-Encoding says");
        }
        catch
        {
            growing.Dispose();
            throw;
        }
    }

    private RequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"the body has more than {maxBytes} bytes, the largest that this server takes");

    private static bool Is(Microsoft.Extensions.Primitives.StringValues header, string value) =>
        header.Count == 1 && string.Equals(header[0]?.Trim(), value, StringComparison.OrdinalIgnoreCase);

    private sealed class GrowingArray : IDisposable
    {
        private readonly int maxBytes;
        private readonly BodyReservation reservation;
        private byte[] array = [];

        public GrowingArray(int first, int maxBytes, BodyReservation reservation)
        {
            this.maxBytes = maxBytes;
            this.reservation = reservation;
            reservation.Grow(first);
            array = ArrayPool<byte>.Shared.Rent(first);
        }

        public int Length { get; private set; }

        public Memory<byte> Room(int needed)
        {
            if (array.Length - Length >= needed) return array.AsMemory(Length);
            var wanted = Math.Max((long)Length + needed, Math.Min(array.Length * 2L, maxBytes + 1L));
            reservation.Grow(wanted);
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
            array.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(array);
            array = larger;
            return array.AsMemory(Length);
        }

        public void Append(ReadOnlySequence<byte> pieces)
        {
            pieces.CopyTo(Room((int)pieces.Length).Span);
            Length += (int)pieces.Length;
        }

        public void Advance(int count) => Length += count;

        public RequestBody Detach()
        {
            var body = new RequestBody(array, Length);
            array = [];
            return body;
        }

        public void Dispose()
        {
            if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
            array = [];
        }
    }
}
