using System.Globalization;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>An integer: min, min + step, … up to max.</summary>
/// <param name="Name">The name.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">No value is above it.</param>
/// <param name="Step">Distance of values, at least 1; 1 with a log scale.</param>
/// <param name="Scale">How the range is searched.</param>
public sealed record IntParameter(string Name, long Min, long Max, long Step = 1, Scale Scale = Scale.Linear) : Parameter(Name)
{
    // Beyond it a double no longer tells neighbours apart, and the search computes with doubles.
    private const long Limit = 1L << 52;

    /// <summary>The greatest value that steps from min reach.</summary>
    internal long Last => Min + (Max - Min) / Step * Step;

    internal override long? Cardinality => (Max - Min) / Step + 1;

    internal override string ValueAt(long index) => (Min + index * Step).ToString(CultureInfo.InvariantCulture);

    internal override string Draw(RandomStream random)
    {
        if (Scale == Scale.Linear)
            return ValueAt((long)random.NextBelow((ulong)Cardinality!.Value));
        // Each integer has the log range [k − ½, k + ½].
        var (low, high) = (Math.Log(Min - 0.5), Math.Log(Max + 0.5));
        return Text(Math.Exp(low + (high - low) * random.NextUnit()));
    }

    /// <summary>The nearest value.</summary>
    internal string Text(double value)
    {
        var steps = (long)Math.Round((Math.Clamp(value, Min, Max) - Min) / Step);
        return Math.Clamp(Min + steps * Step, Min, Last).ToString(CultureInfo.InvariantCulture);
    }

    internal override string? Problem()
    {
        if (Min < -Limit || Max > Limit)
            return "min and max must be within ±2^52";
        if (Min > Max)
            return $"min ({Min}) must not be above max ({Max})";
        if (Step < 1)
            return $"step must be at least 1, not {Step}";
        return Scale != Scale.Log ? null
            : Min < 1 ? $"a log scale needs a min of at least 1, not {Min}"
            : Step != 1 ? $"a log scale has step 1, not {Step}" : null;
    }

    internal override string? Problem(string value) =>
        !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? $"'{value}' is no integer"
        : number < Min || number > Max ? $"{value} is not in [{Min}, {Max}]"
        : (number - Min) % Step != 0 ? $"{value} is not {Min} plus a multiple of {Step}" : null;
}
