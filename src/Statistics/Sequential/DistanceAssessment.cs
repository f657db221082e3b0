namespace Modelwright.Statistics.Sequential;

/// <summary>How far two counted distributions are apart.</summary>
public sealed record DistanceAssessment
{
    /// <summary>Harmful where the true distance is surely above the limit, NonInferior where it is surely below it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Total variation distance of what was counted, in [0, 1]; of small counts it is too large. 0 without data.</summary>
    public required double Distance { get; init; }

    /// <summary>Lower bound of the true distance, at the level of harm; 0 without data.</summary>
    public required double Lower { get; init; }

    /// <summary>Upper bound of the true distance; 1 without data.</summary>
    public required double Upper { get; init; }

    /// <summary>Population stability index of what was counted, for people who know it; 0 without data.</summary>
    public required double Psi { get; init; }

    /// <summary>About how many more rows of the first sample until there is a verdict, if the second grows in proportion and the distance
    /// stays what it was; 0 with a verdict, null where it cannot be said.</summary>
    public required long? MoreRows { get; init; }
}
