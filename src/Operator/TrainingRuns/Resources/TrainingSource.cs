using Modelwright.Artifacts;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>Data of a run with everything resolved.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Uri">Where it is fetched from; a folder's ends in <c>/</c>.</param>
/// <param name="Digest">What it must be, if known.</param>
/// <param name="Rows">Its rows, if known.</param>
/// <param name="SecretName">The Secret with credentials.</param>
internal sealed record TrainingSource(string Name, ArtifactUri Uri, string? Digest, long? Rows, string? SecretName)
{
    /// <summary>The name as part of variables: upper case, everything but letters and digits as <c>_</c>.</summary>
    public string Variable => VariableName(Name);

    /// <summary>The volume of a claim.</summary>
    public string Volume => $"source-{Name}";

    /// <summary>Where a claim is mounted.</summary>
    public string Mount => $"{TrainingFolders.Source}/{Name}";

    /// <summary>A name as part of variables.</summary>
    public static string VariableName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
