using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>One revision of a Model: a model file together with everything that shapes its pods.</summary>
public sealed record ModelRevision
{
    /// <summary>When it was taken back; it needs all steps to serve again. Empty once it was promoted after that.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? TakenBackTime { get; init; }

    /// <summary>The name of the revision and of its Deployment and Service: the Model's name and eight hexadecimal digits.</summary>
    [Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>Counts the Model's revisions from 1.</summary>
    [Range(1L, long.MaxValue)]
    public long Number { get; init; }

    /// <summary>The URI of the model file.</summary>
    [Length(0, 2048)]
    public string? Uri { get; init; }

    /// <summary>The name of the ModelVersion, where the source is one.</summary>
    [Length(0, 63)]
    public string? Version { get; init; }

    /// <summary>The SHA-256 of the file, as declared or as pinned at the first download.</summary>
    [Length(0, 71)]
    public string? Digest { get; init; }

    /// <summary>Where the revision is in its life.</summary>
    public RevisionState? State { get; init; }

    /// <summary>Replicas that exist.</summary>
    [Range(0, int.MaxValue)]
    public int? Replicas { get; init; }

    /// <summary>Replicas that answer requests.</summary>
    [Range(0, int.MaxValue)]
    public int? ReadyReplicas { get; init; }

    /// <summary>A word that says why it is in its state, as in the conditions.</summary>
    [Length(0, 128)]
    public string? Reason { get; init; }

    /// <summary>The reason in words.</summary>
    [Length(0, 1024)]
    public string? Message { get; init; }

    /// <summary>When the revision was made.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When a pod of it first was ready: its file was fetched, checked, loaded and warmed up.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? VerifiedTime { get; init; }

    /// <summary>When it last got all traffic.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? PromotedTime { get; init; }

    /// <summary>
    /// It became the one that serves while the Model was at zero replicas, by its digest alone: no request has reached it yet.
    /// </summary>
    public bool? PromotedWithoutTraffic { get; init; }

    /// <summary>When it last stopped having traffic.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ReplacedTime { get; init; }
}
