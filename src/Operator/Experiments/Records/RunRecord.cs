using System.Text.Json.Serialization;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Records;

/// <summary>
/// One run of an Experiment as its records keep it: what was suggested, written before the run is made, and how it ended, written when that
/// is seen. It outlives the run's object.
/// </summary>
public sealed record RunRecord
{
    /// <summary>From 1; also the end of the run's name.</summary>
    public required int Number { get; init; }

    /// <summary>The values of the searched parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How far it trains, counted from the very beginning; null without a resource.</summary>
    public long? Resource { get; init; }

    /// <summary>Place in the ladder of ASHA or Hyperband.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Rung { get; init; }

    /// <summary>Hyperband's bracket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Bracket { get; init; }

    /// <summary>The run whose checkpoints it goes on from.</summary>
    public int? From { get; init; }

    /// <summary>How it ended; null until then.</summary>
    public TrialState? State { get; init; }

    /// <summary>Its reason, for people: <c>Completed</c>, <c>OOMKilled</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The objective, as text; may be <c>NaN</c>.</summary>
    public string? Value { get; init; }

    /// <summary>The step that the value is of.</summary>
    public long? Step { get; init; }

    /// <summary>Seconds that its pods were on a node.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Seconds { get; init; }

    /// <summary>The objective by step, thinned out; only with early stopping.</summary>
    public IReadOnlyList<RecordedPoint>? Series { get; init; }

    /// <summary>It has ended.</summary>
    [JsonIgnore]
    public bool Ended => State is not null;
}
