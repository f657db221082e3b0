using System.Text.Json.Serialization;
using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>One measurement: whom to read, and what to count of it. The argument of the external effect.</summary>
public sealed record MeasurementTask
{
    /// <summary>The Model's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The revision that is judged.</summary>
    public required string Canary { get; init; }

    /// <summary>The revision that it is compared with.</summary>
    public required string Stable { get; init; }

    /// <summary>When the rollout began.</summary>
    public required DateTimeOffset RolloutTime { get; init; }

    /// <summary>The number of the route; what was counted under another one is dropped.</summary>
    public required long Route { get; init; }

    /// <summary>The canary's share of the requests, in percent.</summary>
    public required int Weight { get; init; }

    /// <summary>Each request is drawn by itself, so that the split is that of the weight.</summary>
    public bool Drawn { get; init; }

    /// <summary>What was counted before is dropped: the canary was not settled yet.</summary>
    public DateTimeOffset? SettledTime { get; init; }

    /// <summary>How many requests are enough to choose thresholds and bins by, and for a figure.</summary>
    public required int MinRequests { get; init; }

    /// <summary>The routers.</summary>
    public IReadOnlyList<RouterTarget> Routers { get; init; } = [];

    /// <summary>The model servers; none where no metric asks for predictions.</summary>
    public IReadOnlyList<ServerTarget> Servers { get; init; } = [];

    /// <summary>What is counted.</summary>
    public IReadOnlyList<MetricPlan> Metrics { get; init; } = [];

    /// <summary>What to go on from if this process knows nothing of the rollout.</summary>
    public AnalysisStatus? Seed { get; init; }

    /// <summary>A query with the names in place.</summary>
    public string Filled(string query) => query
        .Replace("{{model}}", Model, StringComparison.Ordinal)
        .Replace("{{namespace}}", Namespace, StringComparison.Ordinal)
        .Replace("{{revision}}", Canary, StringComparison.Ordinal)
        .Replace("{{stable}}", Stable, StringComparison.Ordinal);

    /// <summary>Some metric compares predictions.</summary>
    [JsonIgnore]
    public bool ReadsServers => Metrics.Any(metric => metric.Kind == MetricKind.Drift);

    /// <summary>Some metric counts requests.</summary>
    [JsonIgnore]
    public bool ReadsRouters => Metrics.Any(metric => metric.IsRouted) || Drawn;
}
