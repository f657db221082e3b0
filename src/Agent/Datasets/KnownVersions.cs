namespace Modelwright.Agent.Datasets;

/// <summary>What was found before.</summary>
internal sealed record KnownVersions
{
    /// <summary>The source's marks at the last look; null: the bytes are looked at in any case.</summary>
    public string? Source { get; init; }

    /// <summary>The digests of versions that need no second check.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];
}
