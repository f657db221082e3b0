using k8s.Models;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// Which versions of a Dataset other objects of its namespace refer to: runs and Experiments that read them or did, ModelVersions that were
/// made from them, Datasets that were prepared from them.
/// </summary>
internal static class UsedVersions
{
    /// <summary>Their digests; null while somebody may read one that cannot be named.</summary>
    public static IReadOnlySet<string>? Of(CacheSet caches, Dataset dataset)
    {
        var (space, name) = (dataset.Metadata.NamespaceProperty, dataset.Metadata.Name);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in caches.Store<Dataset>().List(space))
        {
            // A look that compares with this Dataset holds the version that was the latest when it began.
            if (DatasetController.References(other).Contains(name)
                && caches.Store<V1Pod>().Get(new ObjectKey(space, LookPod.Name(other))) is not null) return null;
            Named(used, other.Spec.Source.Preparation?.Run.Inputs, name);
            foreach (var version in other.Status?.Versions ?? []) Read(used, version.Lineage?.Inputs, name);
        }

        foreach (var run in caches.Store<TrainingRun>().List(space))
        {
            Named(used, run.Spec.Inputs, name);
            Read(used, run.Status?.Lineage?.Inputs, name);
        }

        foreach (var experiment in caches.Store<Experiment>().List(space))
        {
            Named(used, experiment.Spec.Run.Inputs, name);
            foreach (var pin in experiment.Status?.Inputs ?? [])
                if (pin.Dataset == name) used.Add(pin.Version);
        }

        foreach (var version in caches.Store<ModelVersion>().List(space)) Read(used, version.Spec.Lineage?.Inputs, name);
        return used;
    }

    private static void Named(HashSet<string> used, IEnumerable<TrainingInput>? inputs, string name)
    {
        foreach (var input in inputs ?? [])
        {
            if (input.Dataset?.Name == name && input.Dataset.Version is { } version) used.Add(version);
            if (input.Artifact?.Uri is { } uri) Written(used, uri);
        }
    }

    private static void Read(HashSet<string> used, IEnumerable<InputLineage>? inputs, string name)
    {
        foreach (var input in inputs ?? [])
        {
            if (input.Dataset == name && input.Digest is { } digest) used.Add(digest);
            if (input.Uri is { } uri) Written(used, uri);
        }
    }

    // A copy may also be named by its place in the store.
    private static void Written(HashSet<string> used, string uri)
    {
        const int HexDigits = 64;
        foreach (var part in uri.Split('/'))
            if (part.Length == HexDigits && part.All(char.IsAsciiHexDigitLower)) used.Add($"sha256:{part}");
    }
}
