using System.IO.Compression;

namespace Modelwright.ModelServer.Tests.Rest;

internal static class Gzip
{
    public static byte[] Pack(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest)) gzip.Write(data);
        return stream.ToArray();
    }

    public static byte[] Unpack(byte[] data)
    {
        using var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
        using var stream = new MemoryStream();
        gzip.CopyTo(stream);
        return stream.ToArray();
    }
}
