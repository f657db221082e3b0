using System.Numerics;
using System.Runtime.CompilerServices;

namespace Modelwright.ModelServer.Json;

/// <summary>
/// Correctly rounded (nearest, ties to even) conversion of <c>mantissa · 10^exponent</c> to binary by the Eisel-Lemire method: Lemire,
/// "Number Parsing at a Gigabyte per Second", 2021 (arXiv:2101.11408); that no case is left undecided is shown in Mushtak and Lemire, "Fast
/// Number Parsing Without Fallback", 2022 (arXiv:2212.06644).
/// </summary>
internal static class DecimalToBinary
{
    /// <summary>The bits of the nearest number of the format, without a sign.</summary>
    public static ulong Convert<TFormat>(ulong mantissa, int exponent)
        where TFormat : struct, IFloatFormat
    {
        var infinity = (ulong)TFormat.InfiniteExponent << TFormat.FractionBits;
        if (mantissa == 0 || exponent < TFormat.SmallestPower) return 0;
        if (exponent > TFormat.LargestPower) return infinity;

        var leadingZeros = BitOperations.LeadingZeroCount(mantissa);
        var (high, low) = Multiply<TFormat>(mantissa << leadingZeros, exponent);
        var topBit = (int)(high >> 63);
        var shift = topBit + 64 - TFormat.FractionBits - 3;
        var significand = high >> shift;

        // floor(log2(10^q)) + 63 by fixed-point arithmetic, exact in the range of q used here.
        var bias = TFormat.InfiniteExponent >> 1;
        var power = ((217_706 * exponent) >> 16) + 63 + topBit - leadingZeros + bias;
        if (power <= 0) return Subnormal<TFormat>(significand, power);

        // A tie: the bits that were shifted out are zero, so round to even instead of up.
        if (low <= 1 && exponent >= TFormat.SmallestTiePower && exponent <= TFormat.LargestTiePower
            && (significand & 3) == 1 && significand << shift == high)
            significand &= ~1UL;

        significand = (significand + (significand & 1)) >> 1;
        if (significand >> (TFormat.FractionBits + 1) != 0)
        {
            significand >>= 1;
            power++;
        }

        return power >= TFormat.InfiniteExponent
            ? infinity
            : ((ulong)power << TFormat.FractionBits) | (significand & ((1UL << TFormat.FractionBits) - 1));
    }

    // The second multiplication is needed only when the first leaves all the bits below the wanted precision set, so that a carry could run
    // up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong High, ulong Low) Multiply<TFormat>(ulong mantissa, int exponent)
        where TFormat : struct, IFloatFormat
    {
        var high = Math.BigMul(mantissa, PowersOfFive.High(exponent), out ulong low);
        var below = ulong.MaxValue >> (TFormat.FractionBits + 3);
        if ((high & below) == below)
        {
            var carry = Math.BigMul(mantissa, PowersOfFive.Low(exponent), out ulong _);
            low += carry;
            if (carry > low) high++;
        }

        return (high, low);
    }

    private static ulong Subnormal<TFormat>(ulong significand, int power)
        where TFormat : struct, IFloatFormat
    {
        if (power <= -63) return 0;
        significand >>= 1 - power;
        // A carry into the hidden bit gives the smallest normal number, whose exponent bits are then already right.
        return (significand + (significand & 1)) >> 1;
    }
}
