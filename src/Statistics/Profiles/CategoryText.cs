using System.Globalization;
using System.Text;

namespace Modelwright.Statistics.Profiles;

/// <summary>The text a categorical value is counted under. Both sides of a comparison use it, whatever type their values have.</summary>
public static class CategoryText
{
    /// <summary>Characters of a category at most; a longer one keeps its beginning and its hash.</summary>
    public const int MaxLength = 128;

    /// <summary>A text as category.</summary>
    public static string Of(string value) =>
        value.Length <= MaxLength ? value : string.Concat(value.AsSpan(0, MaxLength - 17), "~", Hash(value));

    /// <summary>A number as category: the shortest text that reads back as the same number, so 3.0 is <c>3</c>.</summary>
    public static string Of(double value) => (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>FNV-1a, 64 bits, over the UTF-8 bytes, as 16 hexadecimal digits (draft-eastlake-fnv).</summary>
    public static string Hash(string value) => Hash64(Encoding.UTF8.GetBytes(value)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The same, of the UTF-8 bytes, as number.</summary>
    public static ulong Hash64(ReadOnlySpan<byte> utf8)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var octet in utf8)
            hash = (hash ^ octet) * 0x100000001b3UL;
        return hash;
    }
}
