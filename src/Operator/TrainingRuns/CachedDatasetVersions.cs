using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>
/// Versions as the Datasets' statuses list them. A version that is asked for by its digest and has left the list, or whose Dataset is
/// gone, is found in the record of a run that read it: as long as such a run is there, the copy is, too.
/// </summary>
public sealed class CachedDatasetVersions(CacheSet caches, TrainingSettings training) : IDatasetVersions
{
    /// <inheritdoc />
    public DatasetVersionFact? Find(string @namespace, string dataset, string? digest)
    {
        var found = caches.Store<Dataset>().Get(new ObjectKey(@namespace, dataset));
        var wanted = digest ?? found?.Status?.Latest;
        var secret = found?.Spec.Store is { } store ? store.Credentials?.SecretName : training.ArtifactStoreSecret;
        if (found?.Status?.Versions?.FirstOrDefault(version => version.Digest == wanted) is { Uri: { } uri } version)
            return new(version.Digest, uri, version.Bytes, version.Rows, secret);
        return digest is not null && Recorded(@namespace, dataset, digest) is { Uri: { } copy } input
            ? new(digest, copy, input.Bytes, input.Rows, secret)
            : null;
    }

    /// <inheritdoc />
    public bool Exists(string @namespace, string dataset) => caches.Store<Dataset>().Get(new ObjectKey(@namespace, dataset)) is not null;

    private InputLineage? Recorded(string @namespace, string dataset, string digest) =>
        caches.Store<TrainingRun>().List(@namespace).SelectMany(run => run.Status?.Lineage?.Inputs ?? [])
            .FirstOrDefault(input => input.Dataset == dataset && input.Digest == digest);
}
