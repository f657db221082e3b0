using System.Globalization;
using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Counting;

namespace Modelwright.Statistics.Comparisons;

/// <summary>The bins of a reference and of what was counted, side by side, with a name for each.</summary>
internal sealed record BinPair(long[] Reference, long[] Current, Func<int, string> Name)
{
    public static BinPair Of(ColumnProfile reference, ColumnCounts current) => (reference, current) switch
    {
        ({ Numeric: { } profile }, { Numeric: { } counts }) =>
            new([.. profile.Counts], [.. counts.Bins], bin => Interval(profile.Edges, bin)),
        ({ Categorical: { } profile }, { Categorical: { } counts }) => new(
            [.. profile.Categories.Select(category => category.Count), profile.OtherKnown],
            [.. counts.Categories, counts.OtherKnown],
            bin => bin < profile.Categories.Count ? $"'{profile.Categories[bin].Value}'" : "other values"),
        _ => throw new ArgumentException($"column '{reference.Name}' was not counted with its own reference", nameof(current)),
    };

    /// <summary>The bin that contributes most to the PSI, with its shares before and now.</summary>
    public string Explain(long referenceRows, long currentRows)
    {
        var parts = Divergence.PsiContributions(Reference, Current);
        var top = Array.IndexOf(parts, parts.Max());
        return string.Create(CultureInfo.InvariantCulture,
            $"{Name(top)}: {100.0 * Reference[top] / referenceRows:0.0}% → {100.0 * Current[top] / currentRows:0.0}%");
    }

    private static string Interval(IReadOnlyList<double> edges, int bin)
    {
        var low = bin == 0 ? "(−∞" : "(" + edges[bin - 1].ToString("G6", CultureInfo.InvariantCulture);
        return bin == edges.Count ? $"{low}, ∞)" : $"{low}, {edges[bin].ToString("G6", CultureInfo.InvariantCulture)}]";
    }
}
