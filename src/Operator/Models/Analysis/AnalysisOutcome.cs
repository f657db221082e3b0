using Modelwright.Crds.Models.Analysis;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>What came of judging a revision.</summary>
public sealed record AnalysisOutcome
{
    /// <summary>The verdict over all metrics.</summary>
    public required AnalysisVerdict Verdict { get; init; }

    /// <summary>Why, for people: the metric that decides, its figures and its limit.</summary>
    public required string Message { get; init; }

    /// <summary>Measurements to take now.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>When to look again.</summary>
    public DateTimeOffset? WakeTime { get; init; }

    /// <summary>The part of the Model's status, with the evidence; it must be written, or a new process begins anew.</summary>
    public AnalysisStatus? Status { get; init; }
}
