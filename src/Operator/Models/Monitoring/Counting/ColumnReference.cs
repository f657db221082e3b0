using System.Globalization;

namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>A column of the reference profile, as the model servers tell it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Tally">Its rows.</param>
public sealed record ColumnReference(string Name, Tally Tally)
{
    /// <summary>The edges of a number's bins; null for categories.</summary>
    public IReadOnlyList<double>? Edges { get; init; }

    /// <summary>The categories; the last bin is of all others. Null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The bins have an order.</summary>
    public bool Ordered => Edges is not null;

    /// <summary>A bin in words.</summary>
    public string Bin(int bin)
    {
        if (Categories is { } categories) return bin < categories.Count ? $"'{categories[bin]}'" : "other values";
        var edges = Edges ?? [];
        var low = bin == 0 ? "(−∞" : "(" + edges[bin - 1].ToString("G6", CultureInfo.InvariantCulture);
        return bin == edges.Count ? $"{low}, ∞)" : $"{low}, {edges[bin].ToString("G6", CultureInfo.InvariantCulture)}]";
    }
}
