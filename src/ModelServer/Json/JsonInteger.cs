namespace Modelwright.ModelServer.Json;

/// <summary>Reads JSON numbers that are integers: a minus sign and digits, no fraction, no exponent, and within 64 bits.</summary>
internal static unsafe class JsonInteger
{
    /// <summary>
    /// Returns the position after the integer at <paramref name="p"/>, or null when there is none or its magnitude exceeds 64 bits. A
    /// fraction or exponent that follows is left to the caller to refuse.
    /// </summary>
    public static byte* Read(byte* p, byte* end, out ulong magnitude, out bool negative)
    {
        magnitude = 0;
        negative = p < end && *p == '-';
        if (negative) p++;
        var first = p;
        for (; p < end && (uint)(*p - '0') <= 9; p++)
        {
            var digit = (uint)(*p - '0');
            if (magnitude > ulong.MaxValue / 10 || magnitude * 10 > ulong.MaxValue - digit) return null;
            magnitude = (magnitude * 10) + digit;
        }

        return p == first || (*first == '0' && p - first > 1) ? null : p;
    }
}
