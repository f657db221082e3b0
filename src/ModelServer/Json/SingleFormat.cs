namespace Modelwright.ModelServer.Json;

/// <summary>IEEE 754 binary32.</summary>
internal readonly struct SingleFormat : IFloatFormat
{
    public static int FractionBits => 23;

    public static int InfiniteExponent => 0xFF;

    public static int SmallestPower => -64;

    public static int LargestPower => 38;

    public static int SmallestTiePower => -17;

    public static int LargestTiePower => 10;
}
