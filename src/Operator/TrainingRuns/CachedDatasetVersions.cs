using Modelwright.Crds.Datasets;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>Versions as the Datasets' statuses list them.</summary>
public sealed class CachedDatasetVersions(CacheSet caches, TrainingSettings training) : IDatasetVersions
{
    /// <inheritdoc />
    public DatasetVersionFact? Find(string @namespace, string dataset, string? digest)
    {
        var found = caches.Store<Dataset>().Get(new ObjectKey(@namespace, dataset));
        var wanted = digest ?? found?.Status?.Latest;
        return found?.Status?.Versions?.FirstOrDefault(version => version.Digest == wanted) is { Uri: { } uri } version
            ? new(version.Digest, uri, version.Bytes, version.Rows,
                found.Spec.Store is { } store ? store.Credentials?.SecretName : training.ArtifactStoreSecret)
            : null;
    }
}
