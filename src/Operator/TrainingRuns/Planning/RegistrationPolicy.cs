using k8s.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>
/// Makes the ModelVersion of a run that succeeded, and waits until its model has been loaded once. The number is chosen and written into
/// the status first, then remembered by the counter, then the version is created, never overwritten: after a crash anywhere the run goes on
/// with the number it has, and of two runs with the same number the later one takes the next.
/// </summary>
internal static class RegistrationPolicy
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>What the version's own controller tries again.</summary>
    public static readonly IReadOnlySet<string> MayComeRound =
        new HashSet<string>
        {
            ModelVersionReasons.NotFound, ModelVersionReasons.AccessDenied, ModelVersionReasons.Unreachable,
            ModelVersionReasons.FetchFailed,
        };

    /// <summary>Takes a number.</summary>
    public static RunDecision Begin(TrainingRunObserved observed, TrainingRunStatus status) =>
        Create(observed, status with { ModelVersion = VersionNames.Name(observed.Run.Spec.Model!, observed.LastNumber + 1) });

    /// <summary>Goes on with the number.</summary>
    public static RunDecision Decide(TrainingRunObserved observed, TrainingRunStatus status)
    {
        if (observed.Version is not { } version) return Create(observed, status);
        if (version.Spec.Lineage?.RunUid != observed.Run.Metadata.Uid) return Begin(observed, status);
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);
        var name = version.Metadata.Name;
        if (ready?.Status == "True")
            return RunDecision.Succeed(status, TrainingRunReasons.Registered, $"{name}: the model was loaded and can serve", observed.Now);
        var patience = observed.Settings.VerificationDeadline + observed.Settings.VerificationRetry;
        var deadline = (status.CompletionTime ?? observed.Now) + patience;
        if (ready is { Status: "False" } && (!MayComeRound.Contains(ready.Reason) || deadline <= observed.Now))
            return RunDecision.Fail(status, new()
            {
                Reason = TrainingRunReasons.ModelInvalid,
                Message = $"{name}: {ready.Reason}: {ready.Message}",
                Retriable = MayComeRound.Contains(ready.Reason),
            }, observed.Now);
        return RunDecision.Continue(status, TrainingRunReasons.Verifying,
            $"{name}: " + (ready is { Status: "False" } ? $"{ready.Message}; it is tried again"
                : "the model is fetched, checked and loaded"),
            ready is { Status: "False" } ? deadline - observed.Now : null);
    }

    private static RunDecision Create(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var (run, name) = (observed.Run, status.ModelVersion!);
        var (space, model) = (run.Metadata.NamespaceProperty, run.Spec.Model!);
        var highest = Math.Max(observed.LastNumber, VersionNames.Number(model, name));
        return RunDecision.Continue(status, TrainingRunReasons.Registering, $"ModelVersion {name} is made", LookAgain,
            new Apply(ResourceType.Of<V1ConfigMap>(), TrainingObjects.Counter(space, model, highest)),
            VersionRegistrar.Effect(ProgressPolicy.KeyOf(run), run.Metadata.Uid, RegisteredVersion.Build(observed, status)));
    }
}
