namespace Modelwright.Statistics.Comparisons;

/// <summary>Whether a column's distribution changed by more than is tolerated.</summary>
public enum DriftVerdict
{
    /// <summary>No more than is tolerated, or no more than chance explains.</summary>
    Within,

    /// <summary>More than is tolerated, and not by chance.</summary>
    Drifted,

    /// <summary>Too few rows on one side to say.</summary>
    InsufficientData,
}
