namespace Modelwright.Crds.Experiments;

/// <summary>What holds where an Experiment leaves a field out. These are not schema defaults.</summary>
public static class ExperimentDefaults
{
    /// <summary><c>spec.search.grid.points</c>.</summary>
    public const int GridPoints = 5;

    /// <summary><c>spec.search.tpe.startupRuns</c>.</summary>
    public const int StartupRuns = 10;

    /// <summary><c>spec.search.tpe.candidates</c>.</summary>
    public const int Candidates = 24;

    /// <summary><c>spec.resource.eta</c>.</summary>
    public const int Eta = 3;

    /// <summary><c>spec.budget.parallelism</c>.</summary>
    public const int Parallelism = 1;

    /// <summary><c>spec.earlyStopping.median.warmupSteps</c>.</summary>
    public const int WarmupSteps = 4;

    /// <summary><c>spec.earlyStopping.median.minRuns</c>.</summary>
    public const int MinRuns = 5;

    /// <summary><c>spec.history.keepBest</c>.</summary>
    public const int KeepBest = 100;

    /// <summary><c>spec.history.keepFailed</c>.</summary>
    public const int KeepFailed = 20;
}
