using System.Buffers;
using System.Globalization;
using System.Text;

namespace Modelwright.ModelServer.Json;

/// <summary>Escapes and unescapes JSON strings in UTF-8.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> MustEscape =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>
    /// Decodes the escapes of <paramref name="raw"/> into <paramref name="text"/>, which is at least as long; returns the length, or -1
    /// when an escape is malformed or half of a surrogate pair.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        var length = 0;
        while (raw.Length > 0)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length;
            raw[..plain].CopyTo(text[length..]);
            length += plain;
            raw = raw[plain..];
            if (raw.IsEmpty) break;
            if (!TryReadEscape(ref raw, out var rune)) return -1;
            length += rune.EncodeToUtf8(text[length..]);
        }

        return length;
    }

    /// <summary>Writes <paramref name="text"/> (valid UTF-8) with quotes and escapes.</summary>
    public static void Write(Utf8Writer output, ReadOnlySpan<byte> text)
    {
        output.Write((byte)'"');
        while (true)
        {
            var special = text.IndexOfAny(MustEscape);
            if (special < 0) break;
            output.Write(text[..special]);
            WriteEscape(output, text[special]);
            text = text[(special + 1)..];
        }

        output.Write(text);
        output.Write((byte)'"');
    }

    /// <summary>Writes a string with quotes and escapes; halves of surrogate pairs become U+FFFD.</summary>
    public static void Write(Utf8Writer output, string text) => Write(output, Encoding.UTF8.GetBytes(text));

    private static void WriteEscape(Utf8Writer output, byte character)
    {
        if (character is (byte)'"' or (byte)'\\')
        {
            output.Write((byte)'\\');
            output.Write(character);
            return;
        }

        output.Write("\\u00"u8);
        output.Write((byte)"0123456789abcdef"[character >> 4]);
        output.Write((byte)"0123456789abcdef"[character & 15]);
    }

    private static bool TryReadEscape(ref ReadOnlySpan<byte> raw, out Rune rune)
    {
        rune = default;
        if (raw.Length < 2) return false;
        var kind = raw[1];
        if (kind == 'u') return TryReadUnicode(ref raw, out rune);
        var index = "\"\\/bfnrt"u8.IndexOf(kind);
        if (index < 0) return false;
        rune = new Rune("\"\\/\b\f\n\r\t"[index]);
        raw = raw[2..];
        return true;
    }

    private static bool TryReadUnicode(ref ReadOnlySpan<byte> raw, out Rune rune)
    {
        rune = default;
        if (!TryReadUnit(ref raw, out var first)) return false;
        if (!char.IsSurrogate(first)) return Rune.TryCreate(first, out rune);
        return raw.StartsWith("\\u"u8) && TryReadUnit(ref raw, out var second) && Rune.TryCreate(first, second, out rune);
    }

    private static bool TryReadUnit(ref ReadOnlySpan<byte> raw, out char unit)
    {
        unit = default;
        if (raw.Length < 6
            || !ushort.TryParse(raw[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return false;
        unit = (char)code;
        raw = raw[6..];
        return true;
    }
}
