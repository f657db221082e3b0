using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search;

/// <summary>Try this.</summary>
/// <param name="Number">The trial's number: one more than the highest so far.</param>
/// <param name="Parameters">Values of all active parameters.</param>
public sealed record Suggestion(int Number, Assignment Parameters) : SearchDecision
{
    /// <summary>How far to train, counted from the very beginning; null without a resource axis.</summary>
    public long? Resource { get; init; }

    /// <summary>The trial whose checkpoint to go on from.</summary>
    public int? ResumeFrom { get; init; }

    /// <summary>Place in the ladder of ASHA or Hyperband, from 0.</summary>
    public int Rung { get; init; }

    /// <summary>Hyperband's bracket, from 0.</summary>
    public int Bracket { get; init; }
}
