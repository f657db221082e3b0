using System.Globalization;
using System.Runtime.CompilerServices;

namespace Modelwright.ModelServer.Json;

/// <summary>
/// Reads JSON numbers, bit for bit as <see cref="double.Parse(string)"/> and <see cref="float.Parse(string)"/> do, several times faster.
/// Every method returns the position after the number, or null when there is no number of JSON's grammar.
/// </summary>
internal static unsafe class JsonNumber
{
    /// <summary>Integers up to here are doubles.</summary>
    private const ulong MaxExactMantissa = 1UL << 53;

    private static ReadOnlySpan<double> ExactPowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a double; values beyond the range become infinite, as in .NET.</summary>
    public static byte* Read(byte* p, byte* end, out double value)
    {
        var next = SimpleNumber.Scan(p, end, out var mantissa, out var places, out var negative);
        if (next is null || mantissa > MaxExactMantissa) return ReadGeneral(p, end, out value);
        value = mantissa / ExactPowersOfTen[places];
        value = negative ? -value : value;
        return next;
    }

    /// <summary>Reads a float, rounded once from the decimal text (not by way of a double).</summary>
    public static byte* Read(byte* p, byte* end, out float value)
    {
        var next = SimpleNumber.Scan(p, end, out var mantissa, out var places, out var negative);
        if (next is null) return ReadGeneral(p, end, out value);
        if (mantissa > MaxExactMantissa || !TryNarrow(mantissa / ExactPowersOfTen[places], out value))
            value = BitConverter.UInt32BitsToSingle((uint)DecimalToBinary.Convert<SingleFormat>(mantissa, -places));
        value = negative ? -value : value;
        return next;
    }

    private static byte* ReadGeneral(byte* p, byte* end, out double value)
    {
        var next = JsonNumberGrammar.Scan(p, end, out var number);
        if (next is null)
        {
            value = 0;
            return null;
        }

        if (TryExact(number, out value)) return next;
        var bits = DecimalToBinary.Convert<DoubleFormat>(number.Mantissa, number.Exponent);
        if (number.IsTruncated && bits != DecimalToBinary.Convert<DoubleFormat>(number.Mantissa + 1, number.Exponent))
            value = double.Parse(new ReadOnlySpan<byte>(p, (int)(next - p)), NumberStyles.Float, CultureInfo.InvariantCulture);
        else
            value = BitConverter.UInt64BitsToDouble(bits | (number.IsNegative ? 1UL << 63 : 0));
        return next;
    }

    private static byte* ReadGeneral(byte* p, byte* end, out float value)
    {
        var next = JsonNumberGrammar.Scan(p, end, out var number);
        if (next is null)
        {
            value = 0;
            return null;
        }

        if (TryExact(number, out var wide) && TryNarrow(wide, out value)) return next;
        var bits = DecimalToBinary.Convert<SingleFormat>(number.Mantissa, number.Exponent);
        if (number.IsTruncated && bits != DecimalToBinary.Convert<SingleFormat>(number.Mantissa + 1, number.Exponent))
            value = float.Parse(new ReadOnlySpan<byte>(p, (int)(next - p)), NumberStyles.Float, CultureInfo.InvariantCulture);
        else
            value = BitConverter.UInt32BitsToSingle((uint)bits | (number.IsNegative ? 1U << 31 : 0));
        return next;
    }

    // Clinger, "How to Read Floating Point Numbers Accurately", 1990: with both operands exact, one division or multiplication rounds
    // correctly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryExact(in JsonDecimal number, out double value)
    {
        value = 0;
        if (number.Mantissa > MaxExactMantissa || number.Exponent is < -22 or > 22 || number.IsTruncated) return false;
        value = number.Mantissa;
        if (number.Exponent < 0) value /= ExactPowersOfTen[-number.Exponent];
        else value *= ExactPowersOfTen[number.Exponent];
        if (number.IsNegative) value = -value;
        return true;
    }

    // Rounding the correctly rounded double again is wrong only when it lies exactly half-way between two floats; the range avoids
    // subnormals and overflow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrow(double wide, out float value)
    {
        const ulong Below = (1UL << 29) - 1;
        value = (float)wide;
        return (BitConverter.DoubleToUInt64Bits(wide) & Below) != 1UL << 28 && Math.Abs(wide) is (> 1e-37 and < 1e38) or 0;
    }
}
