namespace Modelwright.ModelServer.Inspection;

/// <summary>Recognises files that are something else, to say so instead of "malformed".</summary>
internal static class FormatSniffer
{
    private static readonly (string Name, int Offset, byte[] Magic)[] Formats =
    [
        ("a zip archive (PyTorch, Keras v3 and archives of models are; unpack it or export to ONNX)", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("gzip data; unpack it", 0, [0x1F, 0x8B]),
        ("zstd data; unpack it", 0, [0x28, 0xB5, 0x2F, 0xFD]),
        ("a tar archive; unpack it", 257, "ustar"u8.ToArray()),
        ("an HDF5 file (Keras); export to ONNX", 0, [0x89, 0x48, 0x44, 0x46]),
        ("a Python pickle (scikit-learn, PyTorch), which would run code when opened; export to ONNX", 0, [0x80, 0x02]),
        ("a Python pickle (scikit-learn), which would run code when opened; export to ONNX", 0, [0x80, 0x03]),
        ("a Python pickle (scikit-learn), which would run code when opened; export to ONNX", 0, [0x80, 0x04]),
        ("a Python pickle (scikit-learn), which would run code when opened; export to ONNX", 0, [0x80, 0x05]),
        ("a model in ONNX Runtime's own format; use the ONNX file it was made from", 4, "ORTM"u8.ToArray()),
        ("a TensorFlow Lite model; export to ONNX", 4, "TFL3"u8.ToArray()),
        ("a GGUF file", 0, "GGUF"u8.ToArray()),
        ("a program (ELF)", 0, [0x7F, 0x45, 0x4C, 0x46]),
        ("a Git LFS pointer; fetch the file it stands for", 0, "version https://git-lfs"u8.ToArray()),
        ("a NumPy array", 0, [0x93, 0x4E, 0x55, 0x4D]),
        ("text that starts like JSON", 0, "{"u8.ToArray()),
        ("text that starts like XML or HTML (an error page of a download?)", 0, "<"u8.ToArray()),
    ];

    /// <summary>Throws when the bytes are of a known other format.</summary>
    public static void RequireNoOtherFormat(ReadOnlySpan<byte> bytes)
    {
        foreach (var (name, offset, magic) in Formats)
            if (bytes.Length >= offset + magic.Length && bytes.Slice(offset, magic.Length).SequenceEqual(magic))
                throw new ModelRefusedException(ModelRefusal.NotOnnx, $"not an ONNX file but {name}");
    }
}
