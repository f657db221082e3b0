using k8s.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>Gathers what a decision about a run is made from. Reads caches and memory only.</summary>
public sealed class TrainingRunObservation(
    CacheSet caches, AgentLedger agents, IEnumerable<IDatasetVersions> datasets, RouterKeyring keys, ServingSettings settings,
    TrainingSettings training, ObjectTracking tracking, TimeProvider time)
{
    /// <summary>The index of training pods by namespace and run.</summary>
    public const string PodsByRun = "run";

    private readonly IStore<V1Pod> pods = caches.Store<V1Pod>();

    /// <summary>Looks at everything that belongs to the run.</summary>
    public TrainingRunObserved Observe(TrainingRun run)
    {
        var space = run.Metadata.NamespaceProperty;
        List<TrainingPodFact> mine = [.. pods.InIndex(PodsByRun, $"{space}/{run.Metadata.Name}").Select(TrainingPodFact.Of)
            .OrderBy(pod => pod.CreatedTime).ThenBy(pod => pod.Name, StringComparer.Ordinal)];
        var job = caches.Store<V1Job>().OwnedBy(run.Metadata.Uid) is [var first, ..] ? first : null;
        return new()
        {
            Now = time.GetUtcNow(),
            Run = run,
            Job = job is null ? null : JobFact.Of(job),
            Pods = mine,
            Agent = agents.Find(run.Metadata.Uid, mine.FindLast(pod => !pod.Ended)?.Uid),
            Claims = Claims(run),
            AccountExists = caches.Store<V1ServiceAccount>().Get(new ObjectKey(space, Names.TrainingAccount)) is not null,
            Datasets = Versions(run),
            AbsentDatasets = Absent(run),
            ResumedClaim = run.Spec.ResumeFrom is { } earlier ? ClaimOf(caches.Store<TrainingRun>().Get(new ObjectKey(space, earlier)))
                : null,
            LastNumber = run.Spec.Model is { } model ? VersionNumbers.Last(caches, space, model, run.Metadata.Uid) : 0,
            Version = run.Status?.ModelVersion is { } version ? caches.Store<ModelVersion>().Get(new ObjectKey(space, version)) : null,
            TrackingServer = tracking.Settings,
            Tracking = tracking.Find(run.Metadata.Uid, run.Status?.Tracking),
            Settings = settings with { RouterPublicKey = keys.Current.PublicPem },
            Training = training,
        };
    }

    /// <summary>The run is gone.</summary>
    public void Forget(TrainingRun run)
    {
        agents.Forget(run.Metadata.Uid);
        tracking.Deleted(run.Metadata.Uid, run.Status?.Tracking, server => TrainingRunRecord.Of(run, run.Status ?? new(), server));
    }

    /// <summary>The volume with a run's checkpoints, also when it has not started yet.</summary>
    private static string? ClaimOf(TrainingRun? run) =>
        run?.Status?.CheckpointClaim ?? (run?.Spec.Checkpoints is null ? null : TrainingVolumes.CheckpointClaim(run.Metadata.Name));

    private HashSet<string> Claims(TrainingRun run)
    {
        var store = caches.Store<V1PersistentVolumeClaim>();
        return [.. new[] { TrainingVolumes.CheckpointClaim(run.Metadata.Name), TrainingOutput.StoreClaim(training) }.OfType<string>()
            .Where(name => store.Get(new ObjectKey(run.Metadata.NamespaceProperty, name)) is not null)];
    }

    private HashSet<string> Absent(TrainingRun run) => IsOver(run) ? [] : [.. (run.Spec.Inputs ?? [])
        .Select(input => input.Dataset?.Name).OfType<string>()
        .Where(name => !datasets.Any(source => source.Exists(run.Metadata.NamespaceProperty, name)))];

    /// <summary>Nothing of it is started any more, so nobody asks for its data.</summary>
    private static bool IsOver(TrainingRun run) => run.Status?.CompletionTime is not null;

    private Dictionary<string, DatasetVersionFact> Versions(TrainingRun run)
    {
        var found = new Dictionary<string, DatasetVersionFact>(StringComparer.Ordinal);
        if (IsOver(run)) return found;
        foreach (var input in run.Spec.Inputs ?? [])
            if (input.Dataset is { } dataset
                && datasets.Select(source => source.Find(run.Metadata.NamespaceProperty, dataset.Name, dataset.Version))
                    .FirstOrDefault(version => version is not null) is { } version)
                found[input.Name] = version;
        return found;
    }
}
