using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>What the evidence says about a new revision.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnalysisVerdict>))]
public enum AnalysisVerdict
{
    /// <summary>Not enough evidence either way yet.</summary>
    Inconclusive,

    /// <summary>It is no worse than allowed.</summary>
    NonInferior,

    /// <summary>It is worse than allowed.</summary>
    Harmful,

    /// <summary>There were no requests to judge by. Nothing follows from that; the rollout holds.</summary>
    NoData,

    /// <summary>The measurements cannot be read, or make no sense. Nothing follows from that; the rollout holds.</summary>
    Unavailable,
}
