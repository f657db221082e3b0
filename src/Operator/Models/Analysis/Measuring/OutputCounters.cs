using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What a model server has counted of one element of one output since it began.</summary>
public sealed record OutputCounters
{
    /// <summary>The output's name.</summary>
    public required string Name { get; init; }

    /// <summary>The element of its last axis; null where it has none.</summary>
    public int? Element { get; init; }

    /// <summary>How it is counted.</summary>
    public required PredictionKind Kind { get; init; }

    /// <summary>By category, or by index of the log-linear grid as a number.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Categories that were not counted apart.</summary>
    public long Other { get; init; }

    /// <summary>Values that are not finite.</summary>
    public long NotFinite { get; init; }

    /// <summary>Output and element as <c>probabilities[1]</c>.</summary>
    public string Label => $"{Name}[{Element ?? 0}]";

    /// <summary>All of them.</summary>
    public long Total => Counts.Values.Sum() + Other + NotFinite;

    /// <summary>What was counted since an earlier reading of the same process; null when something went backwards.</summary>
    public OutputCounters? Since(OutputCounters before)
    {
        if (before.Kind != Kind || before.Counts.Keys.Any(key => !Counts.ContainsKey(key))) return null;
        var difference = this with
        {
            Counts = Counts.ToDictionary(pair => pair.Key, pair => pair.Value - before.Counts.GetValueOrDefault(pair.Key)),
            Other = Other - before.Other,
            NotFinite = NotFinite - before.NotFinite,
        };
        return difference.Counts.Values.Append(difference.Other).Append(difference.NotFinite).Any(count => count < 0) ? null : difference;
    }
}
