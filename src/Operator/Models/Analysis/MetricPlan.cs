namespace Modelwright.Operator.Models.Analysis;

/// <summary>A metric as the spec asks for it, with defaults in place and numbers as numbers.</summary>
public sealed record MetricPlan
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its counts come from.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>What exactly is counted, for people and for comparison: counts of something else are not its evidence.</summary>
    public required string Measures { get; init; }

    /// <summary>The current figure is compared with the limit, instead of all evidence so far.</summary>
    public bool Threshold { get; init; }

    /// <summary>How many figures in a row must be beyond the limit.</summary>
    public int FailureLimit { get; init; } = 1;

    /// <summary>The greatest figure that is right.</summary>
    public double? Max { get; init; }

    /// <summary>The least figure that is right; only of queries.</summary>
    public double? Min { get; init; }

    /// <summary>The new revision is no worse below this many times the other's share; null: it is not compared.</summary>
    public double? Ratio { get; init; }

    /// <summary>A share below which the new revision is no worse, whatever the other's is.</summary>
    public double? Tolerance { get; init; }

    /// <summary>The last bin of the routers' latency histogram that is not slow; null with a quantile, or another kind.</summary>
    public int? Bin { get; init; }

    /// <summary>The serving revision's quantile that is taken for the threshold.</summary>
    public double? Quantile { get; init; }

    /// <summary>The output whose predictions are compared; null: the first.</summary>
    public string? Output { get; init; }

    /// <summary>The element of it; null: the first.</summary>
    public int? Element { get; init; }

    /// <summary>The query, its placeholders still in it.</summary>
    public string? Query { get; init; }

    /// <summary>It says something about a revision that is alone: it has a limit of its own.</summary>
    public bool IsAbsolute => Kind == MetricKind.Query || (Kind is MetricKind.Errors or MetricKind.Latency && Max is not null);

    /// <summary>Its counts come from the routers.</summary>
    public bool IsRouted => Kind is MetricKind.Errors or MetricKind.Latency or MetricKind.Disagreement;
}
