using System.Globalization;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Reproduce;

/// <summary>Whether a metric's value is within its tolerance.</summary>
internal static class MetricDifference
{
    /// <summary>What decimals lose as binary numbers: 0.91 - 0.9 is 0.01 then, too.</summary>
    private const double Rounding = 1e-14;

    /// <summary>Compares; without a tolerance the values have to be the same.</summary>
    public static ComparedValue Of(string name, string? recorded, string? again, MetricTolerance? tolerance)
    {
        if (recorded is null || again is null) return new(name, recorded, again, "-", false);
        var (one, two) = (Number(recorded), Number(again));
        var limit = Math.Max(Limit(tolerance?.Absolute), Limit(tolerance?.Relative) * Math.Abs(one));
        var agrees = recorded == again || one.Equals(two)
            || (double.IsFinite(one) && double.IsFinite(two)
                && Math.Abs(one - two) <= (limit > 0 ? limit + (Rounding * Math.Max(Math.Abs(one), Math.Abs(two))) : 0));
        return new(name, recorded, again, limit > 0 ? string.Create(CultureInfo.InvariantCulture, $"±{limit:G4}") : "same", agrees);
    }

    private static double Limit(string? text) => text is null ? 0 : Number(text);

    /// <summary>A number as the API has it; it also writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
