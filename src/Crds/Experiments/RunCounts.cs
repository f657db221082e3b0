using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Experiments;

/// <summary>The runs of an Experiment by state.</summary>
public sealed record RunCounts
{
    /// <summary>All that were made.</summary>
    [Range(0, int.MaxValue)]
    public int Total { get; init; }

    /// <summary>Ended with a value.</summary>
    [Range(0, int.MaxValue)]
    public int Succeeded { get; init; }

    /// <summary>Under way.</summary>
    [Range(0, int.MaxValue)]
    public int Running { get; init; }

    /// <summary>Waiting for a queue, a node or a retry.</summary>
    [Range(0, int.MaxValue)]
    public int Queued { get; init; }

    /// <summary>Stopped early.</summary>
    [Range(0, int.MaxValue)]
    public int Pruned { get; init; }

    /// <summary>Failed; these count against <c>budget.maxFailedRuns</c>.</summary>
    [Range(0, int.MaxValue)]
    public int Failed { get; init; }

    /// <summary>Ended with parameters that cannot work, without a number, or outside a constraint.</summary>
    [Range(0, int.MaxValue)]
    public int Infeasible { get; init; }
}
