namespace Modelwright.Crds.TrainingRuns;

/// <summary>The condition types of a TrainingRun.</summary>
public static class TrainingRunConditions
{
    /// <summary>It ended well; <c>Unknown</c> until it ends, with what it does now as the reason.</summary>
    public const string Succeeded = "Succeeded";
}
