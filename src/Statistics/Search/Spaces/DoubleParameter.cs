using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>A real number in [min, max]; suggested with ten significant digits.</summary>
/// <param name="Name">The name.</param>
/// <param name="Min">Lower bound.</param>
/// <param name="Max">Upper bound, above <paramref name="Min"/>.</param>
/// <param name="Scale">How the range is searched.</param>
public sealed record DoubleParameter(string Name, double Min, double Max, Scale Scale = Scale.Linear) : Parameter(Name)
{
    internal override long? Cardinality => null;

    internal override string ValueAt(long index) =>
        throw new InvalidOperationException($"'{Name}' is a real number; it has no list of values");

    internal override string Draw(RandomStream random) => At(random.NextUnit());

    /// <summary>The value at a part of the range, 0 to 1, on its scale.</summary>
    internal string At(double part) =>
        Text(Scale == Scale.Log ? Math.Exp(Math.Log(Min) + (Math.Log(Max) - Math.Log(Min)) * part) : Min + (Max - Min) * part);

    // Rounding must not leave the range.
    internal string Text(double value) => NumberText.Of(Math.Clamp(NumberText.Rounded(value), Min, Max));

    internal override string? Problem()
    {
        if (!double.IsFinite(Min) || !double.IsFinite(Max) || !double.IsFinite(Max - Min))
            return "min and max must be finite numbers";
        if (Min >= Max)
            return $"min ({NumberText.Of(Min)}) must be below max ({NumberText.Of(Max)})";
        return Scale == Scale.Log && Min <= 0 ? $"a log scale needs a positive min, not {NumberText.Of(Min)}" : null;
    }

    internal override string? Problem(string value) => !NumberText.TryParse(value, out var number) ? $"'{value}' is no number"
        : number >= Min && number <= Max ? null : $"{value} is not in [{NumberText.Of(Min)}, {NumberText.Of(Max)}]";
}
