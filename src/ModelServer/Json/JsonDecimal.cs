namespace Modelwright.ModelServer.Json;

/// <summary>
/// A JSON number as it was written: <c>(-1)^IsNegative · Mantissa · 10^Exponent</c>. When more than 19 significant digits were written,
/// <see cref="Mantissa"/> holds the first 19 and <see cref="IsTruncated"/> is set: the value lies in [Mantissa, Mantissa + 1) ·
/// 10^Exponent.
/// </summary>
internal readonly struct JsonDecimal(ulong mantissa, int exponent, bool isNegative, bool isTruncated)
{
    public readonly ulong Mantissa = mantissa;
    public readonly int Exponent = exponent;
    public readonly bool IsNegative = isNegative;
    public readonly bool IsTruncated = isTruncated;
}
