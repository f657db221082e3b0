using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.RetrainPolicies.Triggers;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>Everything that a decision about a RetrainPolicy is made from.</summary>
public sealed record RetrainObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The policy.</summary>
    public required RetrainPolicy Policy { get; init; }

    /// <summary>Its status; empty before the first look.</summary>
    public RetrainPolicyStatus Status => Policy.Status ?? new();

    /// <summary>The Model, if it exists.</summary>
    public Model? Model { get; init; }

    /// <summary>An older policy for the same channel of the Model.</summary>
    public string? Older { get; init; }

    /// <summary>The name of the version that the channel leads to.</summary>
    public string? ChampionName { get; init; }

    /// <summary>That version, if it exists.</summary>
    public ModelVersion? Champion { get; init; }

    /// <summary>The version that the candidate's run ended in, if it exists.</summary>
    public ModelVersion? Candidate { get; init; }

    /// <summary>The runs that have the policy's label.</summary>
    public IReadOnlyList<TrainingRun> Runs { get; init; } = [];

    /// <summary>The Promotion that the status names, if it exists.</summary>
    public Promotion? Promotion { get; init; }

    /// <summary>The highest number in the name of a run or Promotion of the policy, also of an earlier one of its name.</summary>
    public int HighestNumber { get; init; }

    /// <summary>The Datasets that triggers name.</summary>
    public IReadOnlyDictionary<string, DatasetFact> Datasets { get; init; } = new Dictionary<string, DatasetFact>();

    /// <summary>Which data a run would wait for, in words; null where all is there.</summary>
    public string? MissingData { get; init; }

    /// <summary>What is wrong with data that runs read or that is predicted on, in words; null where nothing is known to be.</summary>
    public string? BadData { get; init; }

    /// <summary>The Model's drift; null where it is not monitored.</summary>
    public SignalFact? Drift { get; init; }

    /// <summary>The Model's measured performance; null where it is not monitored.</summary>
    public SignalFact? Performance { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }

    /// <summary>The operator's configuration of training.</summary>
    public required TrainingSettings Training { get; init; }
}
