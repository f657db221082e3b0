using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.Datasets;

/// <summary>Where a Dataset's data comes from and where its versions go.</summary>
internal sealed record DatasetPlaces
{
    /// <summary>The source: the data, or what points to it.</summary>
    public required SourcePlace Source { get; init; }

    /// <summary>What the source must be.</summary>
    public string? SourceDigest { get; init; }

    /// <summary>The DVC remote that the source points into.</summary>
    public SourcePlace? DvcRemote { get; init; }

    /// <summary>The folder of versions.</summary>
    public required ArtifactUri Store { get; init; }

    /// <summary>The Secret with credentials for the store.</summary>
    public string? StoreSecret { get; init; }

    /// <summary>The claim of the operator's store, which is made where it is missing.</summary>
    public string? StoreClaim { get; init; }

    /// <summary>The places, or null and what is wrong with the spec.</summary>
    public static DatasetPlaces? Of(Dataset dataset, TrainingSettings training, bool allowFile, out string? error)
    {
        var rules = new ArtifactUriRules { AllowFile = allowFile, AllowFolder = true };
        var (spec, from) = (dataset.Spec, dataset.Spec.Source);
        var (field, text, credentials) = from switch
        {
            { Artifact: { } artifact } => ("artifact", artifact.Uri, artifact.Credentials),
            { Dvc.File: { } pointer } => ("dvc.file", pointer.Uri, pointer.Credentials),
            _ => ("folder", Folder(from.Folder!.Uri), from.Folder.Credentials),
        };
        if (!ArtifactUri.TryParse(text, rules, out var source, out error))
        {
            error = $"spec.source.{field}.uri is refused: {error}";
            return null;
        }

        // A place of https has no folders to list, but objects below it that are read by their names.
        ArtifactUri? remote = null;
        if (from.Dvc is { Remote: { } objects } && !ArtifactUri.TryParse($"{Folder(objects.Uri)}files/md5", rules, out remote, out error))
        {
            error = $"spec.source.dvc.remote.uri is refused: {error}";
            return null;
        }

        if (Target(dataset, training) is not { } target)
        {
            error = "spec.store: versions need a place; set spec.store.uri, or the operator's --artifact-store";
            return null;
        }

        if (!ArtifactUri.TryParse(target, rules, out var store, out error))
        {
            error = $"{(spec.Store is null ? "the operator's option --artifact-store" : "spec.store.uri")} is refused: {error}";
            return null;
        }

        return new()
        {
            Source = new(source, credentials?.SecretName),
            SourceDigest = from.Artifact?.Digest ?? from.Dvc?.File.Digest,
            DvcRemote = remote is null ? null : new(remote, from.Dvc!.Remote.Credentials?.SecretName),
            Store = store,
            StoreSecret = spec.Store is null ? training.ArtifactStoreSecret : spec.Store.Credentials?.SecretName,
            StoreClaim = spec.Store is null ? TrainingOutput.StoreClaim(training) : null,
        };
    }

    private static string Folder(string uri) => $"{uri.TrimEnd('/')}/";

    // A claim belongs to one namespace; other stores of the operator are shared by all.
    private static string? Target(Dataset dataset, TrainingSettings training)
    {
        if (dataset.Spec.Store is { } own) return $"{Folder(own.Uri)}{dataset.Metadata.Name}/";
        if (training.ArtifactStore is not { } store) return null;
        var space = store.StartsWith("pvc://", StringComparison.Ordinal) ? "" : $"{dataset.Metadata.NamespaceProperty}/";
        return $"{Folder(store)}{space}datasets/{dataset.Metadata.Name}/";
    }
}
