namespace Modelwright.Agent.Fetching;

/// <summary>What to fetch and where to put it; texts as given, checked by <see cref="Fetcher"/>.</summary>
public sealed record FetchRequest
{
    /// <summary>Default of <see cref="MaxBytes"/>: 10 GiB.</summary>
    public const long DefaultMaxBytes = 10L << 30;

    /// <summary>The artifact's URI.</summary>
    public required string Uri { get; init; }

    /// <summary>Where the file appears, by rename, once it is complete and checked.</summary>
    public required string Output { get; init; }

    /// <summary>The digest that the bytes must have.</summary>
    public string? Digest { get; init; }

    /// <summary>A file that may hold such a digest; <see cref="Digest"/> wins. A missing or empty file pins nothing.</summary>
    public string? PinFile { get; init; }

    /// <summary>More bytes than this are refused.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Where the claim of a <c>pvc://</c> URI is mounted.</summary>
    public string? SourceRoot { get; init; }

    /// <summary>Whether <c>file://</c> is allowed: only where pods are processes of the same machine.</summary>
    public bool AllowFile { get; init; }

    /// <summary>Whether addresses of this machine are allowed.</summary>
    public bool AllowLoopback { get; init; }
}
