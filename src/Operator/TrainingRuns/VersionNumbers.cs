using System.Globalization;
using k8s.Models;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>Which numbers of a Model's versions are taken.</summary>
internal static class VersionNumbers
{
    /// <summary>
    /// The highest number of the Model's versions, of what runs and Experiments are about to register, and of what the counter remembers
    /// of versions that are gone. The intent of the object with the UID itself does not count.
    /// </summary>
    public static int Last(CacheSet caches, string space, string model, string except)
    {
        var last = 0;
        foreach (var version in caches.Store<ModelVersion>().List(space))
            last = Math.Max(last, Math.Max(VersionNames.Number(model, version.Metadata.Name),
                version.Spec.Model == model ? version.Spec.Number ?? 0 : 0));
        foreach (var run in caches.Store<TrainingRun>().List(space))
            if (run.Metadata.Uid != except) last = Math.Max(last, VersionNames.Number(model, run.Status?.ModelVersion));
        foreach (var experiment in caches.Store<Experiment>().List(space))
            if (experiment.Metadata.Uid != except) last = Math.Max(last, VersionNames.Number(model, experiment.Status?.ModelVersion));
        var counter = caches.Store<V1ConfigMap>().Get(new ObjectKey(space, VersionNames.Counter(model)));
        return counter?.Data?.TryGetValue(VersionNames.CounterKey, out var text) == true
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(last, number) : last;
    }
}
