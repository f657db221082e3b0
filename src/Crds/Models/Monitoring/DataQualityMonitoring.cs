using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>
/// How bad data is told: by feature, the share of values that are missing, unknown, out of the profile's range or no numbers, compared with
/// the share that the profile has. A feature with bad data is not judged for drift.
/// </summary>
public sealed record DataQualityMonitoring
{
    /// <summary>How long a window is. It stays open longer while it has fewer than <c>minSamples</c> rows.</summary>
    [DurationRange("1s", "168h")]
    [WhenUnset(MonitoringDefaults.QualityWindow)]
    public Duration? Window { get; init; }

    /// <summary>The fewest rows of a window.</summary>
    [Range(10, 10_000_000)]
    [WhenUnset(MonitoringDefaults.QualityMinSamples)]
    public int? MinSamples { get; init; }

    /// <summary>
    /// By how much a share may be above the profile's, such as <c>"0.01"</c> for one value of a hundred. Twice the profile's share is
    /// always tolerated.
    /// </summary>
    [Length(3, 16)]
    [RegularExpression(MonitoringLimits.SharePattern)]
    [WhenUnset(MonitoringDefaults.QualityTolerance)]
    public string? Tolerance { get; init; }

    /// <summary>
    /// Whether numbers beyond the profile's extremes are bad data. Where the world is expected to grow beyond them, set false: they are
    /// then drift.
    /// </summary>
    [WhenUnset(true)]
    public bool? OutOfRange { get; init; }

    /// <summary>Which features are watched.</summary>
    [WhenUnset("all that the profile has")]
    public WatchedFeatures? Features { get; init; }
}
