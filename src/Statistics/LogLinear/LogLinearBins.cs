namespace Modelwright.Statistics.LogLinear;

/// <summary>
/// One grid of bins for every number: eight equal bins in each octave from 2⁻²⁰ to 2²⁰, mirrored for negative ones, and one bin around
/// zero. It depends on no data, so counts of any two revisions, and of all pods of one, add up and compare bin by bin. A bin is at most an
/// eighth of its value wide. The index is the sign times 1 + 8·(exponent + 20) + the three highest bits of the mantissa; it grows with
/// the value. Indices: 0.5 → 153, 0.97 → 160, 1 → 161, −1 → −161, 0.001 → 81, 1e6 → 320.
/// </summary>
public static class LogLinearBins
{
    /// <summary>The index of everything from 2²⁰ up; −<see cref="MaxIndex"/> is that of everything down from −2²⁰.</summary>
    public const int MaxIndex = 8 * 40 + 1;

    /// <summary>How many bins there are.</summary>
    public const int Count = 2 * MaxIndex + 1;

    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const int LowestOctave = (ExponentBias - 20) << 3;

    /// <summary>The bin of a finite number; 0 where its absolute value is below 2⁻²⁰.</summary>
    /// <exception cref="ArgumentOutOfRangeException">For NaN and infinities, which are counted apart.</exception>
    public static int IndexOf(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "only finite numbers have a bin; count NaN and infinities apart");
        // Without its sign, a double's bits are the exponent, then the mantissa: what is left of the lowest 49 counts eighths of octaves.
        var eighths = (int)((BitConverter.DoubleToInt64Bits(value) & long.MaxValue) >> (MantissaBits - 3));
        var index = Math.Clamp(eighths - LowestOctave + 1, 0, MaxIndex);
        return value < 0 ? -index : index;
    }

    /// <summary>
    /// Where a bin begins and ends, as numbers: [Low, High) for a positive index, (Low, High] for a negative one, (Low, High) for 0. The
    /// two last bins are open: −∞, +∞.
    /// </summary>
    public static (double Low, double High) Bounds(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, MaxIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, -MaxIndex);
        return index switch
        {
            0 => (-Start(1), Start(1)),
            > 0 => (Start(index), Start(index + 1)),
            _ => (-Start(1 - index), -Start(-index)),
        };
    }

    private static double Start(int index) => index > MaxIndex
        ? double.PositiveInfinity
        : BitConverter.Int64BitsToDouble((long)(index - 1 + LowestOctave) << (MantissaBits - 3));
}
