using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Experiments;

/// <summary>Gathers what a decision about an Experiment is made from. Reads caches only.</summary>
public sealed class ExperimentObservation(
    CacheSet caches, RecordReader records, IEnumerable<IDatasetVersions> datasets, ServingSettings settings, TrainingSettings training,
    ObjectTracking tracking, TimeProvider time)
{
    /// <summary>Looks at everything that belongs to the Experiment.</summary>
    public ExperimentObserved Observe(Experiment experiment)
    {
        var (space, uid) = (experiment.Metadata.NamespaceProperty, experiment.Metadata.Uid);
        return new()
        {
            Now = time.GetUtcNow(),
            Experiment = experiment,
            Runs = caches.Store<TrainingRun>().OwnedBy(uid),
            Records = records.Read(uid),
            Datasets = Versions(experiment),
            AbsentDatasets = Absent(experiment),
            LastNumber = experiment.Spec.Model is { } model ? VersionNumbers.Last(caches, space, model, uid) : 0,
            Version = experiment.Status?.ModelVersion is { } version
                ? caches.Store<ModelVersion>().Get(new ObjectKey(space, version)) : null,
            TrackingServer = tracking.Settings,
            Tracking = tracking.Find(uid, experiment.Status?.Tracking),
            Settings = settings,
            Training = training,
        };
    }

    /// <summary>Its inputs are not pinned yet, and one of them is of the Dataset; afterwards no change of it means anything.</summary>
    public static bool WaitsFor(Experiment experiment, string dataset) => (experiment.Spec.Run.Inputs ?? []).Any(input =>
        input.Dataset?.Name == dataset && experiment.Status?.Inputs?.Any(pin => pin.Name == input.Name) != true);

    /// <summary>The Experiment is gone.</summary>
    public void Forget(Experiment experiment)
    {
        records.Forget(experiment.Metadata.Uid);
        tracking.Deleted(experiment.Metadata.Uid, experiment.Status?.Tracking,
            server => ExperimentRecord.Of(experiment, experiment.Status ?? new(), server, time.GetUtcNow()));
    }

    private HashSet<string> Absent(Experiment experiment) => [.. (experiment.Spec.Run.Inputs ?? [])
        .Select(input => input.Dataset?.Name).OfType<string>()
        .Where(name => !datasets.Any(source => source.Exists(experiment.Metadata.NamespaceProperty, name)))];

    private Dictionary<string, string> Versions(Experiment experiment)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in experiment.Spec.Run.Inputs ?? [])
            if (input.Dataset is { } dataset
                && datasets.Select(source => source.Find(experiment.Metadata.NamespaceProperty, dataset.Name, dataset.Version))
                    .FirstOrDefault(version => version is not null) is { } version)
                found[input.Name] = version.Digest;
        return found;
    }
}
