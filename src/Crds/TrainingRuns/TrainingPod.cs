using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>One pod of a run.</summary>
public sealed record TrainingPod
{
    /// <summary>The pod's name.</summary>
    [Length(1, 253)]
    public string Name { get; init; } = "";

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>What became of it; unset while it runs.</summary>
    public PodOutcome? Outcome { get; init; }

    /// <summary>The exit code of the container that trains.</summary>
    [Range(0, 255)]
    public int? ExitCode { get; init; }
}
