using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>The state after a turn, and what happened in it.</summary>
/// <param name="State">The state.</param>
/// <param name="Notes">What happened.</param>
internal sealed record RolloutTurn(RolloutState State, IReadOnlyList<RolloutNote> Notes)
{
    /// <summary>The actions that were seen by now.</summary>
    public IReadOnlyList<ActionRecord> Actions { get; init; } = [];

    /// <summary>The same with one more note.</summary>
    public RolloutTurn With(RolloutState state, params RolloutNote[] notes) => this with { State = state, Notes = [.. Notes, .. notes] };
}
