namespace Modelwright.Crds.TrainingRuns;

/// <summary>What holds where a TrainingRun leaves a field out. These are not schema defaults.</summary>
public static class TrainingDefaults
{
    /// <summary><c>spec.retries</c>.</summary>
    public const int Retries = 0;
}
