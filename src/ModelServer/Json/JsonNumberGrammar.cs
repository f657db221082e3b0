using System.Runtime.CompilerServices;

namespace Modelwright.ModelServer.Json;

/// <summary>
/// Scans numbers by JSON's grammar (RFC 8259, section 6), which is stricter than .NET's: no leading zeros, no bare point, no plus sign.
/// </summary>
internal static unsafe class JsonNumberGrammar
{
    /// <summary>Nineteen decimal digits always fit in 64 bits.</summary>
    private const int MaxDigits = 19;

    /// <summary>Larger than the number of digits that fit in memory, so exponents beyond it need not be told apart.</summary>
    private const long ExponentBound = 10_000_000_000;

    /// <summary>Returns the position after the number that starts at <paramref name="p"/>, or null when there is none.</summary>
    public static byte* Scan(byte* p, byte* end, out JsonDecimal value)
    {
        value = default;
        var negative = p < end && *p == '-';
        if (negative) p++;
        var first = p;
        var mantissa = 0UL;
        p = Digits(p, end, ref mantissa);
        if (p == first || (*first == '0' && p - first > 1)) return null;
        var digits = p - first;
        var exponent = 0L;
        if (p < end && *p == '.')
        {
            var fraction = ++p;
            p = Digits(p, end, ref mantissa);
            if (p == fraction) return null;
            exponent = fraction - p;
            digits -= exponent;
        }

        var digitsEnd = p;
        var written = 0L;
        if (p < end && (*p | 0x20) == 'e')
        {
            p = Exponent(p + 1, end, out written);
            if (p is null) return null;
        }

        value = digits <= MaxDigits
            ? new JsonDecimal(mantissa, Bounded(exponent + written), negative, isTruncated: false)
            : Rescan(first, digitsEnd, exponent + written, negative);
        return p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Digits(byte* p, byte* end, ref ulong mantissa)
    {
        var sum = mantissa;
        while (end - p >= 8)
        {
            var chunk = Unsafe.ReadUnaligned<ulong>(p);
            if (!AreEightDigits(chunk)) break;
            sum = (sum * 100_000_000) + EightDigits(chunk);
            p += 8;
        }

        for (; p < end && (uint)(*p - '0') <= 9; p++) sum = (sum * 10) + (uint)(*p - '0');
        mantissa = sum;
        return p;
    }

    // A byte is a digit when its high nibble is 3 and adding 6 does not carry into it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEightDigits(ulong chunk) =>
        ((chunk & 0xF0F0F0F0F0F0F0F0) | (((chunk + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    // Neighbours are added pairwise: 8 digits, 4 pairs, 2 quads (little-endian: the first digit is the lowest byte).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint EightDigits(ulong chunk)
    {
        chunk -= 0x3030303030303030;
        chunk = (chunk * 10) + (chunk >> 8);
        return (uint)((((chunk & 0x000000FF000000FF) * (100 + (1_000_000UL << 32)))
            + (((chunk >> 16) & 0x000000FF000000FF) * (1 + (10_000UL << 32)))) >> 32);
    }

    private static byte* Exponent(byte* p, byte* end, out long value)
    {
        value = 0;
        var negative = p < end && *p == '-';
        if (p < end && *p is (byte)'-' or (byte)'+') p++;
        var first = p;
        for (; p < end && (uint)(*p - '0') <= 9; p++) value = Math.Min((value * 10) + (*p - '0'), ExponentBound);
        if (negative) value = -value;
        return p == first ? null : p;
    }

    // Rare: more than 19 digits were written. Leading zeros do not count; digits after the 19th are dropped.
    private static JsonDecimal Rescan(byte* p, byte* end, long exponent, bool negative)
    {
        var mantissa = 0UL;
        var kept = 0;
        var dropped = 0L;
        var truncated = false;
        for (; p < end; p++)
        {
            if (*p == '.') continue;
            if (kept == MaxDigits)
            {
                dropped++;
                truncated |= *p != '0';
            }
            else if (mantissa != 0 || *p != '0')
            {
                mantissa = (mantissa * 10) + (uint)(*p - '0');
                kept++;
            }
        }

        return new JsonDecimal(mantissa, Bounded(exponent + dropped), negative, truncated);
    }

    // No format reaches as far as 10^±100000.
    private static int Bounded(long exponent) => (int)Math.Clamp(exponent, -100_000, 100_000);
}
