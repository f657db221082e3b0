namespace Modelwright.ModelServer.Json;

/// <summary>IEEE 754 binary64.</summary>
internal readonly struct DoubleFormat : IFloatFormat
{
    public static int FractionBits => 52;

    public static int InfiniteExponent => 0x7FF;

    public static int SmallestPower => -342;

    public static int LargestPower => 308;

    public static int SmallestTiePower => -4;

    public static int LargestTiePower => 23;
}
