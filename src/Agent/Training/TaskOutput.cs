namespace Modelwright.Agent.Training;

/// <summary>Where results go.</summary>
public sealed record TaskOutput
{
    /// <summary>A folder: <c>s3://</c>, <c>pvc://</c> or <c>file://</c>, ending in <c>/</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>Where the claim of a <c>pvc://</c> URI is mounted.</summary>
    public string? Root { get; init; }
}
