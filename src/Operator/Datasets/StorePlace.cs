using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.Datasets;

/// <summary>The folder of a Dataset's versions.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="SecretName">The Secret with credentials for it.</param>
/// <param name="Claim">The claim of the operator's store, which is made where it is missing.</param>
internal sealed record StorePlace(ArtifactUri Uri, string? SecretName, string? Claim)
{
    /// <summary>The folder, or null and what is wrong with the spec.</summary>
    public static StorePlace? Of(DatasetObserved observed, out string? error)
    {
        var (dataset, training) = (observed.Dataset, observed.Training);
        if (Target(dataset, training) is not { } target)
        {
            error = "spec.store: versions need a place; set spec.store.uri, or the operator's --artifact-store";
            return null;
        }

        var rules = observed.Settings.FolderRules;
        var own = dataset.Spec.Store;
        if (ArtifactUri.TryParse(target, rules, out var store, out error))
            return new(
                store, own is null ? training.ArtifactStoreSecret : own.Credentials?.SecretName,
                own is null ? TrainingOutput.StoreClaim(training) : null);
        error = $"{(own is null ? "the operator's option --artifact-store" : "spec.store.uri")} is refused: {error}";
        return null;
    }

    /// <summary>A folder's URI, with the one slash at its end.</summary>
    public static string Folder(string uri) => $"{uri.TrimEnd('/')}/";

    // A claim belongs to one namespace; other stores of the operator are shared by all.
    private static string? Target(Dataset dataset, TrainingSettings training)
    {
        if (dataset.Spec.Store is { } own) return $"{Folder(own.Uri)}{dataset.Metadata.Name}/";
        if (training.ArtifactStore is not { } store) return null;
        var space = store.StartsWith("pvc://", StringComparison.Ordinal) ? "" : $"{dataset.Metadata.NamespaceProperty}/";
        return $"{Folder(store)}{space}datasets/{dataset.Metadata.Name}/";
    }
}
