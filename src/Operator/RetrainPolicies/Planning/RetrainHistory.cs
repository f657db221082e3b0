using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>Which ended runs go as objects. What they registered, and what was decided, stays.</summary>
internal static class RetrainHistory
{
    private const int MostAtOnce = 20;

    /// <summary>The deletions.</summary>
    public static IEnumerable<Effect> Remove(RetrainObserved observed, RetrainPolicyStatus status) => observed.Runs
        .Where(run => RunReader.HasEnded(run) && run.Metadata.Name != status.Cycle?.Run)
        .OrderByDescending(run => RetrainNames.Number(observed.Policy.Metadata.Name, run.Metadata.Name))
        .Skip(observed.Policy.Spec.KeptRuns ?? RetrainDefaults.KeptRuns)
        .Where(run => run.Metadata.DeletionTimestamp is null)
        .Take(MostAtOnce)
        .Select(run => new Delete(ResourceType.Of<TrainingRun>(), new(run.Metadata.NamespaceProperty, run.Metadata.Name),
            run.Metadata.Uid));
}
