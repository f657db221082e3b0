namespace Modelwright.Statistics.Sequential;

/// <summary>What evidence that may be looked at as often as one likes says about a candidate.</summary>
public enum Outcome
{
    /// <summary>Not enough evidence for either of the others.</summary>
    Inconclusive,

    /// <summary>It is no worse than is tolerated.</summary>
    NonInferior,

    /// <summary>It is worse than is allowed.</summary>
    Harmful,
}
