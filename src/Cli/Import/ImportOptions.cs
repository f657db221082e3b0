namespace Modelwright.Cli.Import;

/// <summary>A model trained elsewhere, and what its ModelVersion is to say.</summary>
internal sealed record ImportOptions
{
    /// <summary>The ONNX file.</summary>
    public required string ModelFile { get; init; }

    /// <summary>The folder of a store that file and profile are copied to, ending in <c>/</c>.</summary>
    public required string Store { get; init; }

    /// <summary>Where the claim of a <c>pvc://</c> store is on this machine.</summary>
    public string? ClaimFolder { get; init; }

    /// <summary>Rows of training features, CSV or JSON lines.</summary>
    public string? Reference { get; init; }

    /// <summary>Columns of it that are no features.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The Model that the version is for.</summary>
    public required string Model { get; init; }

    /// <summary>The version's number; null for the next one (with a cluster) or 1.</summary>
    public int? Number { get; init; }

    /// <summary>The ModelVersion's name; null for <c>MODEL-vNUMBER</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The namespace; null for the kubeconfig's.</summary>
    public string? Namespace { get; init; }

    /// <summary>What the model was made with.</summary>
    public string? Framework { get; init; }

    /// <summary>A few words on the version.</summary>
    public string? Description { get; init; }

    /// <summary>The Secret that pods sign in to the store with.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether to create the object instead of only printing it.</summary>
    public bool Apply { get; init; }

    /// <summary>The cluster's kubeconfig; null for the usual one.</summary>
    public string? Kubeconfig { get; init; }
}
