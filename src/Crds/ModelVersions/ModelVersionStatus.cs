using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.ModelVersions;

/// <summary>What was found when a version's file was fetched, verified and loaded.</summary>
public sealed record ModelVersionStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The version's state: <c>Ready</c> is true once the file had the digest and the model could be loaded.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>The inputs and outputs the loaded model has.</summary>
    public ModelSignature? Signature { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    [Range(0L, long.MaxValue)]
    public long? Bytes { get; init; }

    /// <summary>When the file was last fetched, verified and loaded.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? VerifiedTime { get; init; }
}
