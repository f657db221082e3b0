using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Experiments;

/// <summary>How much may be tried.</summary>
public sealed record ExperimentBudget
{
    /// <summary>Runs in all.</summary>
    [Range(1, ExperimentLimits.MaxRuns)]
    public int MaxRuns { get; init; } = 1;

    /// <summary>Failed runs with which the Experiment gives up. Preempted, queued, infeasible and pruned runs do not count.</summary>
    [Range(1, ExperimentLimits.MaxRuns)]
    [WhenUnset("a tenth of maxRuns, at least 3")]
    public int? MaxFailedRuns { get; init; }

    /// <summary>Runs at the same time.</summary>
    [Range(1, ExperimentLimits.MaxParallelism)]
    [WhenUnset(ExperimentDefaults.Parallelism)]
    public int? Parallelism { get; init; }

    /// <summary>How long the search may take from its first run on. Time spent suspended counts.</summary>
    [DurationRange("1s", "87600h")]
    [WhenUnset("no limit")]
    public Duration? MaxDuration { get; init; }

    /// <summary>
    /// Requested resources times hours that all runs together may use, by resource: <c>nvidia.com/gpu: "40"</c>; memory in GiB.
    /// </summary>
    [Length(0, 16)]
    [ItemLength(1, 32)]
    [ItemPattern(Patterns.Decimal)]
    [Cel("self.all(key, key.size() <= 317 && key.matches('" + Patterns.LabelKey + "'))",
        Message = "a resource is named as in a container's requests: cpu, memory or nvidia.com/gpu")]
    public IReadOnlyDictionary<string, string>? MaxResourceHours { get; init; }

    /// <summary>The search ends after so many finished runs without a better one.</summary>
    [Range(1, ExperimentLimits.MaxRuns)]
    public int? MaxConsecutiveNoImprovement { get; init; }
}
