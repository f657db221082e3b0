namespace Modelwright.Crds.TrainingRuns;

/// <summary>Bounds that several fields of training share.</summary>
public static class TrainingLimits
{
    /// <summary>Final metrics kept in the status of a run.</summary>
    public const int MaxMetrics = 64;

    /// <summary>Points of the objective's metric kept in the status of a run.</summary>
    public const int MaxSeries = 128;

    /// <summary>Artifacts listed in the status of a run.</summary>
    public const int MaxArtifacts = 32;

    /// <summary>Pods listed in the status of a run, the newest ones.</summary>
    public const int MaxPods = 8;

    /// <summary>Characters of a failure's message.</summary>
    public const int MaxMessage = 1024;

    /// <summary>The regular expression (RE2) of a metric's name.</summary>
    public const string MetricPattern = @"^[A-Za-z_][A-Za-z0-9_./@:-]*$";

    /// <summary>The regular expression (RE2) of a metric's value: a decimal number, or what floating point has beside numbers.</summary>
    public const string ValuePattern = @"^(-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?|NaN|-?Infinity)$";

    /// <summary>The regular expression (RE2) of a tolerance: a decimal number that is not negative.</summary>
    public const string TolerancePattern = @"^[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$";

    /// <summary>The regular expression (RE2) of a parameter's name.</summary>
    public const string ParameterPattern = "^[a-zA-Z_][a-zA-Z0-9_.-]{0,62}$";
}
