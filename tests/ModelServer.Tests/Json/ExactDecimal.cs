using System.Numerics;

namespace Modelwright.ModelServer.Tests.Json;

/// <summary>Writes binary floating-point numbers with all their decimal digits, by integer arithmetic.</summary>
internal static class ExactDecimal
{
    /// <summary>A positive finite double.</summary>
    public static string Of(double value) => Of(BitConverter.DoubleToUInt64Bits(value), half: 0);

    /// <summary>The point half-way between a positive finite double and the next.</summary>
    public static string Halfway(ulong bits) => Of(bits, half: 1);

    private static string Of(ulong bits, int half)
    {
        var field = (int)(bits >> 52);
        var fraction = bits & ((1UL << 52) - 1);
        var significand = ((field == 0 ? fraction : fraction | (1UL << 52)) * 2) + (ulong)half;
        var exponent = Math.Max(field, 1) - 1075 - 1;
        if (exponent >= 0) return ((BigInteger)significand << exponent) + ".0";
        // significand / 2^n = significand · 5^n / 10^n
        var digits = (significand * BigInteger.Pow(5, -exponent)).ToString().PadLeft(-exponent + 1, '0');
        return digits[..^-exponent] + "." + digits[^-exponent..].TrimEnd('0') + (digits[^-exponent..].Trim('0').Length == 0 ? "0" : "");
    }
}
