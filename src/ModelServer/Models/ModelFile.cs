using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Models;

/// <summary>Reads a model file whole, so that what is inspected is what is loaded.</summary>
internal static class ModelFile
{
    /// <summary>
    /// The bytes of the file; throws <see cref="ModelRefusedException"/> when it is missing, not a file, empty or too large.
    /// </summary>
    public static byte[] Read(string file, long maxBytes)
    {
        try
        {
            if (Directory.Exists(file)) throw new ModelRefusedException(ModelRefusal.NotAFile, $"{file} is a folder, not an ONNX file");
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!stream.CanSeek) throw new ModelRefusedException(ModelRefusal.NotAFile, $"{file} is not a regular file");
            var length = stream.Length;
            if (length == 0) throw new ModelRefusedException(ModelRefusal.Empty, $"{file} is empty");
            if (length > maxBytes)
                throw new ModelRefusedException(ModelRefusal.TooLarge, $"{file} has {length} bytes; the limit is {maxBytes}");
            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ModelRefusedException(ModelRefusal.NotReadable, $"{file} cannot be read: {e.Message}");
        }
    }
}
