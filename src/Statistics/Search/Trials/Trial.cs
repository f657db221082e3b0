namespace Modelwright.Statistics.Search.Trials;

/// <summary>What the search knows of one run.</summary>
/// <param name="Number">From 1, unique in an experiment; higher numbers were suggested later.</param>
/// <param name="Parameters">Its values; names outside the space do not matter.</param>
/// <param name="State">Where it stands.</param>
public sealed record Trial(int Number, IReadOnlyDictionary<string, string> Parameters, TrialState State)
{
    /// <summary>The objective, once there is one. A pruned trial may have the last it reported.</summary>
    public double? Value { get; init; }

    /// <summary>Every constraint holds.</summary>
    public bool Feasible { get; init; } = true;

    /// <summary>The objective step by step, by rising step.</summary>
    public IReadOnlyList<Measurement> Series { get; init; } = [];

    /// <summary>The rung of the suggestion (<see cref="Suggestion.Rung"/>).</summary>
    public int Rung { get; init; }

    /// <summary>The bracket of the suggestion (<see cref="Suggestion.Bracket"/>).</summary>
    public int Bracket { get; init; }

    /// <summary>The trial whose checkpoint it went on from.</summary>
    public int? ResumedFrom { get; init; }

    /// <summary>It will not change any more.</summary>
    public bool IsTerminal => State is not (TrialState.Queued or TrialState.Running);

    /// <summary>It may be the best, and may be promoted: it succeeded, holds every constraint, and its value is a finite number.</summary>
    public bool IsEligible => State == TrialState.Succeeded && Feasible && Value is { } value && double.IsFinite(value);
}
