using System.Globalization;
using System.Text;

namespace Modelwright.Artifacts;

/// <summary>The path names one file, and reads the same to every program that decodes it once.</summary>
internal static class PathRules
{
    /// <summary>S3 limits a key to 1,024 bytes of UTF-8; file systems to 4,096 for a path.</summary>
    private const int MaxBytes = 1024;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The path with its percent-encoding undone, and without the '/' that a folder's ends in.</summary>
    public static string Decode(string raw, string scheme, bool allowFolder)
    {
        // A whole bucket or claim is a folder; the whole of a machine is nobody's.
        if (allowFolder && raw == "/" && scheme != "file") return raw;
        if (raw.Length < 2) throw new RefusedUriException($"it names no file; write {Shape(scheme)}");
        if (raw[^1] == '/')
            raw = allowFolder ? raw[..^1]
                : throw new RefusedUriException($"it ends in '/', a folder; name one file, as in {Shape(scheme)}");
        var segments = raw[1..].Split('/').Select(DecodeSegment).ToArray();
        foreach (var segment in segments) CheckSegment(segment);
        var path = "/" + string.Join('/', segments);
        if (Utf8.GetByteCount(path) - 1 > MaxBytes) throw new RefusedUriException($"its path is longer than {MaxBytes} bytes; shorten it");
        return path;
    }

    private static string Shape(string scheme) => scheme switch
    {
        "s3" => "s3://bucket/folder/model.onnx",
        "pvc" => "pvc://claim/folder/model.onnx",
        "file" => "file:///folder/model.onnx",
        _ => "https://host/folder/model.onnx",
    };

    private static string DecodeSegment(string raw)
    {
        if (!raw.Contains('%')) return raw;
        var bytes = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '%')
            {
                bytes.Add((byte)raw[i]);
                continue;
            }

            if (i + 2 >= raw.Length
                || !byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                throw new RefusedUriException(
                    "it has a '%' without two hexadecimal digits after it; write %25 for a percent sign in a query, or rename the file");
            CheckEncoded(value);
            bytes.Add(value);
            i += 2;
        }

        try
        {
            return Utf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedUriException("its percent-encoded bytes are not UTF-8; encode the name as UTF-8");
        }
    }

    private static void CheckEncoded(byte value)
    {
        if (value is (byte)'/' or (byte)'\\')
            throw new RefusedUriException("it contains an encoded slash or backslash; write '/' between folders");
        if (value == (byte)'.') throw new RefusedUriException("it contains an encoded dot (%2e); write the dot itself");
        if (value == (byte)'%') throw new RefusedUriException("it is percent-encoded twice (%25); encode it once");
        if (value is < 0x20 or 0x7f) throw new RefusedUriException($"it contains the encoded control character %{value:X2}; remove it");
    }

    private static void CheckSegment(string segment)
    {
        if (segment.Length == 0) throw new RefusedUriException("it contains '//' inside its path; write one '/'");
        // "..;x" is ".." to servers that cut path parameters off.
        var name = segment.Split(';')[0].Trim();
        if (name is "." or "..") throw new RefusedUriException($"it contains the folder '{name}'; write the path without it");
        foreach (var rune in segment.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                throw new RefusedUriException($"it contains the invisible character U+{rune.Value:X4}; remove it");
    }
}
