using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>The verdict on a new revision, with all the evidence that it is computed from.</summary>
public sealed record AnalysisStatus
{
    /// <summary>The revision that is judged.</summary>
    [Length(1, 63)]
    public string Canary { get; init; } = "";

    /// <summary>The revision that it is compared with.</summary>
    [Length(1, 63)]
    public string Stable { get; init; } = "";

    /// <summary>What the evidence says.</summary>
    public AnalysisVerdict Verdict { get; init; }

    /// <summary>The metric that decides, its figures, its limit, and how much longer it may take.</summary>
    [Length(0, AnalysisLimits.MaxMessage)]
    public string? Message { get; init; }

    /// <summary>When the rollout began that the evidence is from.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? RolloutTime { get; init; }

    /// <summary>When measuring began.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When a measurement last had something new.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The new revision's share of the requests, in percent.</summary>
    [Range(0, 100)]
    public int? Weight { get; init; }

    /// <summary>The share of the requests that are copied to it, in percent.</summary>
    [Range(0, 100)]
    public int? Mirror { get; init; }

    /// <summary>
    /// The new revision's share of the requests is not what the weight says: something sends them elsewhere, and comparisons cannot be
    /// trusted.
    /// </summary>
    public bool? SplitSuspect { get; init; }

    /// <summary>The evidence that the split is not as it should be: the decimal logarithm of its e-value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? SplitEvidence { get; init; }

    /// <summary>
    /// The requests per weight, as <c>weight new 0 serving 0</c>: the new revision's and the serving one's.
    /// </summary>
    [Length(0, AnalysisLimits.MaxStretches)]
    [ItemLength(9, 59)]
    [ItemPattern(AnalysisLimits.StretchPattern)]
    public IReadOnlyList<string>? Requests { get; init; }

    /// <summary>The metrics.</summary>
    [Length(0, AnalysisLimits.MaxMetrics)]
    [ListMap("name")]
    public IReadOnlyList<AnalysisMetricStatus>? Metrics { get; init; }
}
