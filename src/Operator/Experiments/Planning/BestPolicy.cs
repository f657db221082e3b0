using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>
/// Registers the best run, as a run registers itself: the number is written into the status first, then remembered by the counter, then
/// the version is created and never overwritten, then it is loaded once.
/// </summary>
internal static class BestPolicy
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>Decides: the verdict holds once there is nothing left to do.</summary>
    public static ExperimentDecision Decide(ExperimentObserved observed, ExperimentStatus status, SearchState state, RunView best)
    {
        var spec = observed.Experiment.Spec;
        var register = ExperimentCheck.Registers(spec);
        if (register == ExperimentRegistration.AllSucceeded)
            status = status with { ModelVersion = best.Run?.Status?.ModelVersion ?? status.ModelVersion };
        if (register != ExperimentRegistration.BestOnly) return ExperimentDecision.Ended(status, state, true, "", "");
        if (observed.Version is { } version && IsOf(version, observed, best)) return Registered(observed, status, state, version);
        if (best.Run is not { } run)
            return Failed(status, state, $"run {RunNames.Of(observed.Experiment.Metadata.Name, best.Record.Number)} is gone, and with it "
                + "where its model is; raise spec.history.keepBest, and do not delete runs before the end");
        if (Problem(observed, run) is { } problem) return Failed(status, state, problem);
        var own = observed.Version is null && VersionNames.Number(spec.Model!, status.ModelVersion) > 0;
        var name = own ? status.ModelVersion! : VersionNames.Name(spec.Model!, observed.LastNumber + 1);
        return Create(observed, status with { ModelVersion = name }, state, run);
    }

    private static bool IsOf(ModelVersion version, ExperimentObserved observed, RunView best) => best.Run is { } run
        ? version.Spec.Lineage?.RunUid == run.Metadata.Uid
        : version.Spec.Lineage?.Run == RunNames.Of(observed.Experiment.Metadata.Name, best.Record.Number);

    private static ExperimentDecision Create(ExperimentObserved observed, ExperimentStatus status, SearchState state, TrainingRun run)
    {
        var (name, model, space) = (status.ModelVersion!, observed.Experiment.Spec.Model!, run.Metadata.NamespaceProperty);
        var highest = Math.Max(observed.LastNumber, VersionNames.Number(model, name));
        var body = RegisteredVersion.Build(run, run.Status! with { ModelVersion = name }, model, observed.Training, observed.Settings);
        return ExperimentDecision.Continue(status, state, ExperimentReasons.Registering, $"ModelVersion {name} is made from the best run, "
            + run.Metadata.Name, LookAgain,
            new Apply(ResourceType.Of<V1ConfigMap>(), TrainingObjects.Counter(space, model, highest)),
            VersionRegistrar.Effect(ProgressPolicy.KeyOf(run), run.Metadata.Uid, body));
    }

    private static ExperimentDecision Registered(ExperimentObserved observed, ExperimentStatus status, SearchState state,
        ModelVersion version)
    {
        var name = version.Metadata.Name;
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);
        if (ready is { Status: "True" }) return ExperimentDecision.Ended(status, state, true, "", "");
        if (ready is { Status: "False" } && !RegistrationPolicy.MayComeRound.Contains(ready.Reason))
            return Failed(status, state, $"{name}: {ready.Reason}: {ready.Message}");
        var made = Times.Of(version.Metadata.CreationTimestamp) ?? observed.Now;
        var left = made + observed.Settings.VerificationDeadline + observed.Settings.VerificationRetry - observed.Now;
        return ready is { Status: "False" } && left <= TimeSpan.Zero
            ? Failed(status, state, $"{name}: {ready.Reason}: {ready.Message}")
            : ExperimentDecision.Continue(status, state, ExperimentReasons.Registering,
                $"{name}: " + (ready is { Status: "False" } ? $"{ready.Message}; it is tried again"
                    : "the model is fetched, checked and loaded"),
                ready is { Status: "False" } ? left : null);
    }

    private static string? Problem(ExperimentObserved observed, TrainingRun run)
    {
        var model = run.Status?.Artifacts?.FirstOrDefault(artifact => artifact.Name == ArtifactList.Model);
        if (model is not { Digest: not null, Uri: { } text })
            return $"the best run, {run.Metadata.Name}, left no model.onnx in MODELWRIGHT_MODEL_DIR";
        return ArtifactUri.TryParse(text, observed.Settings.FileRules, out _, out var error)
            ? null
            : $"the model's URI of run {run.Metadata.Name} is refused: {error}";
    }

    private static ExperimentDecision Failed(ExperimentStatus status, SearchState state, string message) =>
        ExperimentDecision.Ended(status, state, well: false, ExperimentReasons.RegistrationFailed, message);
}
