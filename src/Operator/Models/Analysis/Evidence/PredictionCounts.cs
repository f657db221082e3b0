using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>
/// Two revisions' predictions over the same bins. Bins are chosen once and never changed: categories of their own, or cuts of numbers.
/// After them come one for all others (of numbers: those above the last cut) and one for what is not finite.
/// </summary>
public sealed record PredictionCounts
{
    /// <summary>The output, and its element, as <c>probabilities[1]</c>.</summary>
    public required string Output { get; init; }

    /// <summary>How it is counted.</summary>
    public required PredictionKind Kind { get; init; }

    /// <summary>The categories, or the cuts as whole numbers.</summary>
    public required IReadOnlyList<string> Bins { get; init; }

    /// <summary>The canary's predictions.</summary>
    public required IReadOnlyList<long> Canary { get; init; }

    /// <summary>The stable revision's.</summary>
    public required IReadOnlyList<long> Stable { get; init; }

    /// <summary>How many counts each has.</summary>
    public int Size => Bins.Count + 2;
}
