using System.IO.Compression;

namespace Modelwright.Router.Mirroring;

/// <summary>Unpacks a body, at most as much as is compared.</summary>
public static class ContentDecoding
{
    /// <summary>The most that a body may have after unpacking.</summary>
    public const int MaxBytes = 8 << 20;

    /// <summary>The plain bytes; null when the encoding is unknown or broken, or they are too many.</summary>
    public static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> body, string? encoding)
    {
        if (string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return body;
        using var packed = new MemoryStream(body.ToArray());
        using Stream? plain = encoding.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(packed, CompressionMode.Decompress),
            "BR" => new BrotliStream(packed, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (plain is null) return null;
        try
        {
            using var all = new MemoryStream();
            var chunk = new byte[16_384];
            while (plain.Read(chunk) is > 0 and var read)
            {
                if (all.Length + read > MaxBytes) return null;
                all.Write(chunk, 0, read);
            }

            return all.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
