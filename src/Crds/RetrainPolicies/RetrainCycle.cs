using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>A candidate on its way.</summary>
public sealed record RetrainCycle
{
    /// <summary>Its number.</summary>
    [Range(1, int.MaxValue)]
    public int Number { get; init; }

    /// <summary>What it is at.</summary>
    public CyclePhase Phase { get; init; }

    /// <summary>What asked for it.</summary>
    [Length(0, RetrainLimits.MaxTriggers + 1)]
    [ItemLength(1, 40)]
    public IReadOnlyList<string>? Triggers { get; init; }

    /// <summary>Why, in words.</summary>
    [Length(0, 512)]
    public string? Reason { get; init; }

    /// <summary>The TrainingRun.</summary>
    [Length(1, 52)]
    public string Run { get; init; } = "";

    /// <summary>The run's UID, once it was seen.</summary>
    [Length(0, 64)]
    public string? RunUid { get; init; }

    /// <summary>The run was cancelled in favour of another one.</summary>
    public bool? Replaced { get; init; }

    /// <summary>The ModelVersion that the run ended in.</summary>
    [Length(0, 63)]
    public string? Version { get; init; }

    /// <summary>The ModelVersion that served when it was compared.</summary>
    [Length(0, 63)]
    public string? Champion { get; init; }

    /// <summary>How often it was compared, because another version began to serve meanwhile.</summary>
    [Range(0, 100)]
    public int? Comparisons { get; init; }

    /// <summary>The Promotion.</summary>
    [Length(0, 63)]
    public string? Promotion { get; init; }

    /// <summary>The Promotion's UID, once it was seen.</summary>
    [Length(0, 64)]
    public string? PromotionUid { get; init; }

    /// <summary>When it was begun.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }
}
