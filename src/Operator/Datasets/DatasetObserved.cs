using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns;

namespace Modelwright.Operator.Datasets;

/// <summary>Everything that a decision about a Dataset is made from.</summary>
public sealed record DatasetObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The Dataset.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The pod that looks at its source, if there is one.</summary>
    public LookFact? Look { get; init; }

    /// <summary>The pod that runs the containers of checks, if there is one.</summary>
    public CheckFact? Checks { get; init; }

    /// <summary>Datasets that wait for each other, this one first, where it is one of them.</summary>
    public IReadOnlyList<string> Circle { get; init; } = [];

    /// <summary>The Datasets that its checks name, by name; those without a version that may be used are left out.</summary>
    public IReadOnlyDictionary<string, ReferenceFact> References { get; init; } = new Dictionary<string, ReferenceFact>();

    /// <summary>The versions that a preparation reads, by the inputs' names; those that are not there yet are left out.</summary>
    public IReadOnlyDictionary<string, DatasetVersionFact> Inputs { get; init; } = new Dictionary<string, DatasetVersionFact>();

    /// <summary>The Datasets that it names and that are not there.</summary>
    public IReadOnlySet<string> AbsentDatasets { get; init; } = new HashSet<string>();

    /// <summary>The runs that the Dataset made.</summary>
    public IReadOnlyList<TrainingRun> Runs { get; init; } = [];

    /// <summary>
    /// The digests of its versions that other objects refer to, asked for only before a look; null while somebody may read one that
    /// cannot be named.
    /// </summary>
    public Lazy<IReadOnlySet<string>?> Used { get; init; } = new(() => null);

    /// <summary>The namespace has the service account of training pods.</summary>
    public bool AccountExists { get; init; }

    /// <summary>The namespace has the claim of the operator's store.</summary>
    public bool StoreClaimExists { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }

    /// <summary>The operator's configuration of training.</summary>
    public required TrainingSettings Training { get; init; }
}
