namespace Modelwright.LocalCluster.Node;

/// <summary>What an image name stands for on this machine: a program instead of a file system.</summary>
public sealed record LocalImage
{
    /// <summary>The program and its first arguments, as an image's entry point; a container's <c>command</c> replaces it.</summary>
    public required IReadOnlyList<string> Entrypoint { get; init; }

    /// <summary>Arguments that a container's <c>args</c> (or <c>command</c>) replace.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of the image; a container's own win.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder to start in; null: a folder of the container's own.</summary>
    public string? WorkingDirectory { get; init; }
}
