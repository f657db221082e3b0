namespace Modelwright.Agent.Datasets;

/// <summary>The profile of an earlier version.</summary>
internal sealed record TaskProfile
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Where the profile is.</summary>
    public required string Uri { get; init; }

    /// <summary>The profile's digest.</summary>
    public required string Digest { get; init; }
}
