using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// A check of your own. It finds the version's files in the folder <c>MODELWRIGHT_DATA_VERSION</c>. Exit 0: passed; 65: failed, with the
/// reason as
/// termination message; anything else: the check itself failed, and is tried again.
/// </summary>
public sealed record ContainerCheck
{
    /// <summary>The container.</summary>
    public TrainingContainer Container { get; init; } = new();
}
