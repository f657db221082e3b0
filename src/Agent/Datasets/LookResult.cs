namespace Modelwright.Agent.Datasets;

/// <summary>What a look at a source showed.</summary>
internal sealed record LookResult
{
    /// <summary>The kind of result.</summary>
    public required LookOutcome Outcome { get; init; }

    /// <summary>Every copy that was not to be kept has been cleared away.</summary>
    public bool Swept { get; init; }

    /// <summary>The source's marks; null when it has none.</summary>
    public string? Source { get; init; }

    /// <summary>What the source calls the version.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>The version.</summary>
    public string? Digest { get; init; }

    /// <summary>Its bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its files.</summary>
    public int? Files { get; init; }

    /// <summary>Its copy: a file, or a folder's URI that ends in <c>/</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>What was found in its rows; null without a format.</summary>
    public VersionFindings? Findings { get; init; }

    /// <summary>Its profile's file.</summary>
    public string? ProfileUri { get; init; }

    /// <summary>The digest of that file.</summary>
    public string? ProfileDigest { get; init; }
}
