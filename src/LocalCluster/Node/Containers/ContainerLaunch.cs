namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>All that is needed to start a container's process: everything resolved and rewritten to paths of this machine.</summary>
public sealed record ContainerLaunch
{
    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>An existing folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The memory, in bytes, that it and what it starts may use together before they are killed; null: any.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The file that takes standard output and error; null: they are only returned (exec).</summary>
    public string? LogFile { get; init; }
}
