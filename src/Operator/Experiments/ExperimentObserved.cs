using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Experiments;

/// <summary>Everything that a decision about an Experiment is made from.</summary>
public sealed record ExperimentObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The Experiment.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>The runs that it owns.</summary>
    public IReadOnlyList<TrainingRun> Runs { get; init; } = [];

    /// <summary>What is recorded of its runs, also of those that are gone.</summary>
    public IReadOnlyList<RunRecord> Records { get; init; } = [];

    /// <summary>The digests of the versions of Datasets that the inputs name, by input; an input that has none yet is missing.</summary>
    public IReadOnlyDictionary<string, string> Datasets { get; init; } = new Dictionary<string, string>();

    /// <summary>The Datasets that the inputs name and that are not there.</summary>
    public IReadOnlySet<string> AbsentDatasets { get; init; } = new HashSet<string>();

    /// <summary>The highest number that was ever given to a version of the Model.</summary>
    public int LastNumber { get; init; }

    /// <summary>The ModelVersion that <c>status.modelVersion</c> names, if it exists.</summary>
    public ModelVersion? Version { get; init; }

    /// <summary>The tracking server; null where none is configured.</summary>
    public TrackingSettings? TrackingServer { get; init; }

    /// <summary>What is known of the Experiment's record there.</summary>
    public TrackingMemory? Tracking { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }

    /// <summary>The operator's configuration of training.</summary>
    public required TrainingSettings Training { get; init; }
}
