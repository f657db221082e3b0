using Modelwright.Agent.Training;

namespace Modelwright.Agent.Datasets;

/// <summary>One look at a Dataset's source, as the operator wrote it (docs/contracts.md).</summary>
internal sealed record DatasetTask
{
    /// <summary>The Dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Its UID, which stands beside its copies: those of others are never cleared away. Null: nothing is.</summary>
    public string? Uid { get; init; }

    /// <summary>The beginnings of digests whose copies stay; null: nothing is cleared away.</summary>
    public IReadOnlyList<string>? Keep { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Where the data comes from.</summary>
    public required TaskInput Source { get; init; }

    /// <summary>Where the data is that the source, a DVC pointer file, points to; null: the source is the data.</summary>
    public TaskOutput? DvcRemote { get; init; }

    /// <summary>The reference of an artifact in an OCI registry; null: the source is the data.</summary>
    public string? Oci { get; init; }

    /// <summary>What was found before.</summary>
    public KnownVersions Known { get; init; } = new();

    /// <summary>The format; null: bytes only.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>The columns that must be there.</summary>
    public IReadOnlyList<TaskColumn> Columns { get; init; } = [];

    /// <summary>What must hold.</summary>
    public IReadOnlyList<TaskCheck> Checks { get; init; } = [];

    /// <summary>Versions of other Datasets that checks are about, named after them.</summary>
    public IReadOnlyList<TaskInput> References { get; init; } = [];

    /// <summary>The profiles of earlier versions, the newest first.</summary>
    public IReadOnlyList<TaskProfile> Profiles { get; init; } = [];

    /// <summary>Where versions are copied to: the Dataset's own folder.</summary>
    public required TaskOutput Store { get; init; }

    /// <summary>Whether <c>file://</c> is allowed.</summary>
    public bool AllowFile { get; init; }

    /// <summary>Whether addresses of this machine are allowed.</summary>
    public bool AllowLoopback { get; init; }
}
