namespace Modelwright.Crds.Experiments;

/// <summary>The condition types of an Experiment.</summary>
public static class ExperimentConditions
{
    /// <summary>It found what it looked for; <c>Unknown</c> until it ends, with what it does now as the reason.</summary>
    public const string Succeeded = "Succeeded";
}
