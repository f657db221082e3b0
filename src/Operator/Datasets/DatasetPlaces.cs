using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.Datasets;

/// <summary>Where a Dataset's data comes from and where its versions go.</summary>
/// <param name="Source">The source.</param>
/// <param name="SourceSecret">The Secret with credentials for it.</param>
/// <param name="SourceDigest">What it must be.</param>
/// <param name="Store">The folder of versions.</param>
/// <param name="StoreSecret">The Secret with credentials for it.</param>
/// <param name="StoreClaim">The claim of the operator's store, which is made where it is missing.</param>
internal sealed record DatasetPlaces(
    ArtifactUri Source, string? SourceSecret, string? SourceDigest, ArtifactUri Store, string? StoreSecret, string? StoreClaim)
{
    /// <summary>The places, or null and what is wrong with the spec.</summary>
    public static DatasetPlaces? Of(Dataset dataset, TrainingSettings training, bool allowFile, out string? error)
    {
        var rules = new ArtifactUriRules { AllowFile = allowFile, AllowFolder = true };
        var (spec, from) = (dataset.Spec, dataset.Spec.Source);
        var text = from.Artifact?.Uri ?? Folder(from.Folder!.Uri);
        if (!ArtifactUri.TryParse(text, rules, out var source, out error))
        {
            error = $"spec.source.{(from.Artifact is null ? "folder" : "artifact")}.uri is refused: {error}";
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

        return new(
            source, from.Artifact?.Credentials?.SecretName ?? from.Folder?.Credentials?.SecretName, from.Artifact?.Digest, store,
            spec.Store is null ? training.ArtifactStoreSecret : spec.Store.Credentials?.SecretName,
            spec.Store is null ? TrainingOutput.StoreClaim(training) : null);
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
