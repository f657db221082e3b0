using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>A run with everything resolved that its Job is made from.</summary>
/// <param name="Run">The run.</param>
/// <param name="Lineage">What was pinned for it.</param>
/// <param name="Inputs">Its data.</param>
/// <param name="Output">Where what it leaves goes; null where nothing is uploaded.</param>
/// <param name="CheckpointClaim">The volume with its checkpoints; null for one that ends with the pod.</param>
internal sealed record TrainingPlan(TrainingRun Run, TrainingLineage Lineage, IReadOnlyList<TrainingSource> Inputs, TrainingOutput? Output,
    string? CheckpointClaim)
{
    /// <summary>The agent runs beside the container.</summary>
    public bool HasAgent => Run.Spec.Agent != AgentMode.None;

    /// <summary>The Experiment that the run belongs to.</summary>
    public string? Experiment => ExperimentOf(Run);

    /// <summary>The Experiment that a run belongs to.</summary>
    public static string? ExperimentOf(TrainingRun run) =>
        run.Metadata.Labels?.TryGetValue(Labels.Experiment, out var label) == true ? label
        : run.Spec.Trigger is { Kind: TriggerKind.Experiment, Name: { } name } ? name : null;
}
