using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Modelwright.Operator.Tracking;

/// <summary>All that a tracking server shall have of a run, as it is now. Two records with the same content have the same hash.</summary>
public sealed record TrackingRecord
{
    /// <summary>The tag that a run is found again by.</summary>
    public const string UidTag = "modelwright.uid";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The object's kind: it is told about what came of the record.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The object's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The name of the server's experiment that the run goes to.</summary>
    public required string Experiment { get; init; }

    /// <summary>What it is part of.</summary>
    public RecordedParent? Parent { get; init; }

    /// <summary>Its state.</summary>
    public RunState State { get; init; } = RunState.Running;

    /// <summary>When it started, in milliseconds since 1970.</summary>
    public long StartTime { get; init; }

    /// <summary>When it ended, likewise.</summary>
    public long? EndTime { get; init; }

    /// <summary>The time of values that are sent now, likewise.</summary>
    public long MetricTime { get; init; }

    /// <summary>The parameters; written once.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>The tags; overwritten.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The last value of each metric.</summary>
    public IReadOnlyList<RecordedMetric> Metrics { get; init; } = [];

    /// <summary>The metric that is recorded step by step.</summary>
    public string? SeriesKey { get; init; }

    /// <summary>Its values by step.</summary>
    public IReadOnlyList<RecordedMetric> Series { get; init; } = [];

    /// <summary>Nothing more will come.</summary>
    [JsonIgnore]
    public bool Ended => State is RunState.Finished or RunState.Failed or RunState.Killed;

    /// <summary>
    /// Tells this record from another one of the same run. The time of values does not count: it says nothing about the run.
    /// </summary>
    [JsonIgnore]
    public string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { MetricTime = 0 }, Json)))[..16];

    /// <summary>The record of an object that is deleted: what has not ended was killed.</summary>
    public TrackingRecord AtDeletion(DateTimeOffset now) => Ended ? this : this with
    {
        State = RunState.Killed,
        EndTime = Math.Max(StartTime, now.ToUnixTimeMilliseconds()),
        Tags = new SortedDictionary<string, string>(Tags.ToDictionary(), StringComparer.Ordinal) { ["modelwright.reason"] = "Deleted" },
    };

    /// <summary>The record as JSON.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Json)!.AsObject();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static TrackingRecord Parse(JsonObject json) => json.Deserialize<TrackingRecord>(Json)!;
}
