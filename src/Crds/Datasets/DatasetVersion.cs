using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Datasets;

/// <summary>One version of a Dataset.</summary>
public sealed record DatasetVersion
{
    /// <summary>The SHA-256 of the file, or of the list of the folder's files with their sizes and digests.</summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string Digest { get; init; } = "";

    /// <summary>Whether it passed every check of severity Error.</summary>
    public bool Eligible { get; init; }

    /// <summary>When it was found.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ObservedTime { get; init; }

    /// <summary>Its copy: the file, or the folder with a <c>/</c> at the end.</summary>
    [Length(0, 2048)]
    public string? Uri { get; init; }

    /// <summary>Its rows, where the format is known.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }

    /// <summary>Its size in bytes.</summary>
    [Range(0L, long.MaxValue)]
    public long? Bytes { get; init; }

    /// <summary>Its files.</summary>
    [Range(0, int.MaxValue)]
    public int? Files { get; init; }

    /// <summary>What the source itself calls it: an ETag, an MD5, a manifest's digest.</summary>
    [Length(0, 256)]
    public string? SourceVersion { get; init; }

    /// <summary>What the spec asked of the data when it was checked, as one digest.</summary>
    [Length(0, 71)]
    public string? SpecDigest { get; init; }

    /// <summary>Checks that did not pass, and how many did.</summary>
    public CheckSummary? Checks { get; init; }

    /// <summary>What it was made from, where it was prepared from other Datasets.</summary>
    public DatasetLineage? Lineage { get; init; }

    /// <summary>The profile of its columns.</summary>
    public DatasetProfile? Profile { get; init; }
}
