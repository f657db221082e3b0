using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Datasets;

/// <summary>The versions of a Dataset.</summary>
public sealed record DatasetStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The Dataset's state: <c>Ready</c> is true while its newest version passed its checks.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>The digest of the newest version that passed its checks: what runs read unless they name another.</summary>
    [Length(0, 71)]
    public string? Latest { get; init; }

    /// <summary>The rows of that version.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }

    /// <summary>The versions, the newest first.</summary>
    [Length(0, DatasetLimits.MaxVersions)]
    [ListMap("digest")]
    public IReadOnlyList<DatasetVersion>? Versions { get; init; }

    /// <summary>The source's own marks when it was last looked at, as one digest.</summary>
    [Length(0, 71)]
    public string? SourceDigest { get; init; }

    /// <summary>What the spec asked of the data at that look, as one digest. When that changes, everything is checked again.</summary>
    [Length(0, 71)]
    public string? SpecDigest { get; init; }

    /// <summary>
    /// What was referred to when copies that nothing refers to were last cleared away, as one digest. While it is the same nothing is
    /// cleared away.
    /// </summary>
    [Length(0, 71)]
    public string? Swept { get; init; }

    /// <summary>The value of the annotation <c>modelwright.io/refresh</c> that was last obeyed.</summary>
    [Length(0, 256)]
    public string? Refresh { get; init; }

    /// <summary>Looks in a row that did not work.</summary>
    [Range(0, int.MaxValue)]
    public int? Failures { get; init; }

    /// <summary>Times in a row that the containers of checks did not work.</summary>
    [Range(0, int.MaxValue)]
    public int? CheckFailures { get; init; }

    /// <summary>When the source was last looked at.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastCheckTime { get; init; }

    /// <summary>When it is looked at next.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? NextCheckTime { get; init; }
}
