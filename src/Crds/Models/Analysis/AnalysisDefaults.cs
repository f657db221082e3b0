namespace Modelwright.Crds.Models.Analysis;

/// <summary>What holds where an analysis leaves a field out. These are not schema defaults.</summary>
public static class AnalysisDefaults
{
    /// <summary><c>spec.rollout.analysis.interval</c>.</summary>
    public const string Interval = "30s";

    /// <summary><c>spec.rollout.analysis.initialDelay</c>.</summary>
    public const string InitialDelay = "0s";

    /// <summary><c>spec.rollout.analysis.minRequests</c>.</summary>
    public const int MinRequests = 50;

    /// <summary><c>spec.rollout.analysis.falseAlarmRate</c>.</summary>
    public const string FalseAlarmRate = "0.05";

    /// <summary><c>spec.rollout.analysis.onInconclusive</c>.</summary>
    public const InconclusiveAction OnInconclusive = InconclusiveAction.Hold;

    /// <summary><c>spec.rollout.analysis.inconclusiveTimeout</c>.</summary>
    public const string InconclusiveTimeout = "2h";

    /// <summary><c>spec.rollout.analysis.consecutiveErrorLimit</c>.</summary>
    public const int ConsecutiveErrorLimit = 5;

    /// <summary>The name of the metric of an analysis that names none.</summary>
    public const string MetricName = "errors";

    /// <summary><c>ratio</c> of a metric.</summary>
    public const string Ratio = "1.5";

    /// <summary>The share of counted requests that is always enough where a metric has neither <c>max</c> nor <c>ratio</c>.</summary>
    public const string Tolerance = "0.01";

    /// <summary><c>judge</c> of a metric.</summary>
    public const AnalysisJudge Judge = AnalysisJudge.Sequential;

    /// <summary><c>failureLimit</c> of a metric.</summary>
    public const int FailureLimit = 1;
}
