using System.Numerics;

namespace Modelwright.ModelServer.Json;

/// <summary>
/// The 128 leading bits of 5^q, normalised so that the top bit is set; for negative q those of the reciprocal, rounded up. Lemire, "Number
/// Parsing at a Gigabyte per Second", 2021, section 5. Computed once, which is done before the server is ready.
/// </summary>
internal static class PowersOfFive
{
    public const int Smallest = -342;
    public const int Largest = 308;

    private static readonly ulong[] HighBits;
    private static readonly ulong[] LowBits;

    static PowersOfFive()
    {
        HighBits = new ulong[Largest - Smallest + 1];
        LowBits = new ulong[Largest - Smallest + 1];
        var power = BigInteger.One;
        for (var q = 0; q <= -Smallest; q++, power *= 5)
        {
            if (q <= Largest) Store(q, Leading128(power));
            if (q > 0) Store(-q, Reciprocal128(power));
        }
    }

    public static ulong High(int exponent) => HighBits[exponent - Smallest];

    public static ulong Low(int exponent) => LowBits[exponent - Smallest];

    internal static BigInteger Leading128(BigInteger value)
    {
        var bits = (int)value.GetBitLength();
        return bits <= 128 ? value << (128 - bits) : value >> (bits - 128);
    }

    // 2^b / 5^q + 1 with b so large that at least 128 bits remain; up to 5^27, which fits in 64 bits, b is exact.
    internal static BigInteger Reciprocal128(BigInteger power)
    {
        var bits = (int)power.GetBitLength();
        return bits <= 64
            ? ((BigInteger.One << (bits + 127)) / power) + 1
            : Leading128(((BigInteger.One << ((2 * bits) + 128)) / power) + 1);
    }

    private static void Store(int q, BigInteger value)
    {
        HighBits[q - Smallest] = (ulong)(value >> 64);
        LowBits[q - Smallest] = (ulong)(value & ulong.MaxValue);
    }
}
