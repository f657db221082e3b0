using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>What a look at a run came to.</summary>
/// <param name="Status">The status without conditions.</param>
/// <param name="Verdict">The condition <c>Succeeded</c>.</param>
internal sealed record RunDecision(TrainingRunStatus Status, Verdict Verdict)
{
    /// <summary>What to do once the status is written.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? WakeAfter { get; init; }

    /// <summary>The run goes on.</summary>
    public static RunDecision Continue(TrainingRunStatus status, string reason, string message, TimeSpan? wake,
        params IReadOnlyList<Effect> effects) =>
        new(status, new(TrainingRunConditions.Succeeded, null, reason, message)) { Effects = effects, WakeAfter = wake };

    /// <summary>The run ended well.</summary>
    public static RunDecision Succeed(TrainingRunStatus status, string reason, string message, DateTimeOffset time) =>
        new(Ended(status, time), new(TrainingRunConditions.Succeeded, true, reason, message));

    /// <summary>The run failed.</summary>
    public static RunDecision Fail(TrainingRunStatus status, TrainingFailure failure, DateTimeOffset time,
        params IReadOnlyList<Effect> effects) =>
        new(Ended(status, time) with { Failure = failure },
            new(TrainingRunConditions.Succeeded, false, failure.Reason,
                TerminationMessage.Tidy(failure.Message ?? failure.Reason)))
        { Effects = effects };

    private static TrainingRunStatus Ended(TrainingRunStatus status, DateTimeOffset time) =>
        status with { CompletionTime = status.CompletionTime ?? Times.Whole(time) };
}
