namespace Modelwright.Crds.Models.Monitoring;

/// <summary>What holds where monitoring leaves a field out. These are not schema defaults.</summary>
public static class MonitoringDefaults
{
    /// <summary><c>spec.monitoring.falseAlarmsPerYear</c>.</summary>
    public const string FalseAlarmsPerYear = "1";

    /// <summary><c>spec.monitoring.drift.window</c>.</summary>
    public const string DriftWindow = "24h";

    /// <summary><c>spec.monitoring.drift.minSamples</c>: 65 % power at a PSI of 0.2, 99 % at 0.3.</summary>
    public const int DriftMinSamples = 500;

    /// <summary><c>spec.monitoring.drift.tolerance</c>.</summary>
    public const string DriftTolerance = "0.1";

    /// <summary><c>spec.monitoring.dataQuality.window</c>.</summary>
    public const string QualityWindow = "15m";

    /// <summary><c>spec.monitoring.dataQuality.minSamples</c>.</summary>
    public const int QualityMinSamples = 100;

    /// <summary><c>spec.monitoring.dataQuality.tolerance</c>.</summary>
    public const string QualityTolerance = "0.01";

    /// <summary><c>spec.monitoring.performance.window</c>.</summary>
    public const string PerformanceWindow = "1h";

    /// <summary><c>spec.monitoring.feedback.maxAge</c>.</summary>
    public const string FeedbackMaxAge = "720h";

    /// <summary><c>spec.monitoring.performance.minLabels</c>.</summary>
    public const int MinLabels = 20;

    /// <summary><c>spec.monitoring.performance.labelDelay</c>.</summary>
    public const string LabelDelay = "0s";

    /// <summary><c>spec.monitoring.performance.minCoverage</c>.</summary>
    public const string MinCoverage = "0";

    /// <summary><c>spec.monitoring.performance.tolerance</c> of shares.</summary>
    public const string ErrorRateTolerance = "0.02";

    /// <summary><c>spec.monitoring.performance.tolerance</c> of a mean absolute error, as a share of it.</summary>
    public const string AbsoluteErrorTolerance = "0.2";
}
