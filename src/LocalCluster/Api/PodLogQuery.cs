namespace Modelwright.LocalCluster.Api;

/// <summary>The query of <c>GET …/pods/{name}/log</c>.</summary>
public sealed record PodLogQuery
{
    /// <summary>The container; may be null when the pod has only one.</summary>
    public string? Container { get; init; }

    /// <summary>Keep writing what is added.</summary>
    public bool Follow { get; init; }

    /// <summary>The log of the run before the current one.</summary>
    public bool Previous { get; init; }

    /// <summary>Put an RFC 3339 time before each line.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only the last lines; null: all.</summary>
    public int? TailLines { get; init; }

    /// <summary>Only lines written at or after this time (<c>sinceTime</c>, or now minus <c>sinceSeconds</c>).</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Stop after so many bytes; null: no limit.</summary>
    public long? LimitBytes { get; init; }
}
