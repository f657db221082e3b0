using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// What this process knows of a rollout: the evidence, and the last readings, from which the next ones are counted. The evidence is also in
/// the status; the readings are memory only, so that a new process loses what was counted since its predecessor's last one.
/// </summary>
public sealed record AnalysisMemory
{
    /// <summary>All that was counted.</summary>
    public required AnalysisEvidence Evidence { get; init; }

    /// <summary>The route that the last measurement was for.</summary>
    public long Route { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset AskedTime { get; init; }

    /// <summary>Since when the requests are counted under this route.</summary>
    public DateTimeOffset SplitTime { get; init; }

    /// <summary>By the router's name.</summary>
    public IReadOnlyDictionary<string, RouterBaseline> Routers { get; init; } = new Dictionary<string, RouterBaseline>();

    /// <summary>By the pod's UID.</summary>
    public IReadOnlyDictionary<string, ServerBaseline> Servers { get; init; } = new Dictionary<string, ServerBaseline>();
}
