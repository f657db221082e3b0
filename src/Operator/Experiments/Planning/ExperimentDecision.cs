using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>What a look at an Experiment came to.</summary>
/// <param name="Status">The parts of the status that the decision changed.</param>
/// <param name="State">How the search stands, with what was just decided.</param>
/// <param name="Verdict">The condition <c>Succeeded</c>.</param>
internal sealed record ExperimentDecision(ExperimentStatus Status, SearchState State, Verdict Verdict)
{
    /// <summary>What to do once status and records are written.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? WakeAfter { get; init; }

    /// <summary>It goes on.</summary>
    public static ExperimentDecision Continue(ExperimentStatus status, SearchState state, string reason, string message, TimeSpan? wake,
        params IReadOnlyList<Effect> effects) =>
        new(status, state, new(ExperimentConditions.Succeeded, null, reason, message)) { Effects = effects, WakeAfter = wake };

    /// <summary>It has ended.</summary>
    public static ExperimentDecision Ended(ExperimentStatus status, SearchState state, bool well, string reason, string message) =>
        new(status, state, new(ExperimentConditions.Succeeded, well, reason, message));
}
