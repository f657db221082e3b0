using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>
/// How drift is told: the model servers count every feature in the bins of the version's reference profile, and each window of those counts
/// is compared with the profile by the population stability index (PSI).
/// </summary>
public sealed record DriftMonitoring
{
    /// <summary>How long a window is. It stays open longer while it has fewer than <c>minSamples</c> rows.</summary>
    [DurationRange("1s", "2160h")]
    [WhenUnset(MonitoringDefaults.DriftWindow)]
    public Duration? Window { get; init; }

    /// <summary>The fewest rows of a window. The status says the smallest drift that its rows can show.</summary>
    [Range(50, 10_000_000)]
    [WhenUnset(MonitoringDefaults.DriftMinSamples)]
    public int? MinSamples { get; init; }

    /// <summary>
    /// The time after which requests repeat themselves, such as <c>168h</c> for a week. Every window is then a whole number of it, so that
    /// a Sunday is no drift.
    /// </summary>
    [DurationRange("1s", "8784h")]
    [WhenUnset("none")]
    public Duration? Season { get; init; }

    /// <summary>
    /// The PSI that is tolerable. <c>0.1</c> is a shift of a normal feature's mean by about a third of its standard deviation, <c>0.2</c>
    /// by about half.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(MonitoringLimits.TolerancePattern)]
    [WhenUnset(MonitoringDefaults.DriftTolerance)]
    public string? Tolerance { get; init; }

    /// <summary>Which features are watched.</summary>
    [WhenUnset("all that the profile has")]
    public WatchedFeatures? Features { get; init; }
}
