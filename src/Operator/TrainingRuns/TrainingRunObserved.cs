using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns.Agents;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>Everything that a decision about a run is made from.</summary>
public sealed record TrainingRunObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The run.</summary>
    public required TrainingRun Run { get; init; }

    /// <summary>Its Job, if there is one.</summary>
    public JobFact? Job { get; init; }

    /// <summary>Its pods, oldest first.</summary>
    public IReadOnlyList<TrainingPodFact> Pods { get; init; } = [];

    /// <summary>What the agent of the running pod last said; null when it was not asked yet.</summary>
    public AgentMemory? Agent { get; init; }

    /// <summary>The PersistentVolumeClaims of the namespace that the run needs and that exist.</summary>
    public IReadOnlySet<string> Claims { get; init; } = new HashSet<string>();

    /// <summary>The account of training pods exists.</summary>
    public bool AccountExists { get; init; }

    /// <summary>The versions of Datasets that the inputs name, by input; an input that has none yet is missing.</summary>
    public IReadOnlyDictionary<string, DatasetVersionFact> Datasets { get; init; } = new Dictionary<string, DatasetVersionFact>();

    /// <summary>The Datasets that the inputs name and that are not there.</summary>
    public IReadOnlySet<string> AbsentDatasets { get; init; } = new HashSet<string>();

    /// <summary>The claim with the checkpoints of <c>spec.resumeFrom</c>; null when that run has none, or is not there.</summary>
    public string? ResumedClaim { get; init; }

    /// <summary>The highest number that was ever given to a version of the Model.</summary>
    public int LastNumber { get; init; }

    /// <summary>The ModelVersion that <c>status.modelVersion</c> names, if it exists.</summary>
    public ModelVersion? Version { get; init; }

    /// <summary>The tracking server; null where none is configured.</summary>
    public TrackingSettings? TrackingServer { get; init; }

    /// <summary>What is known of the run's record there.</summary>
    public TrackingMemory? Tracking { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }

    /// <summary>The operator's configuration of training.</summary>
    public required TrainingSettings Training { get; init; }
}
