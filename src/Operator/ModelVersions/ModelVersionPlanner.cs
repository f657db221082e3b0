using System.Text.Json;
using k8s.Models;
using Modelwright.Artifacts;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.ModelVersions;

/// <summary>
/// A version is verified once, by a pod in its namespace, and never again. A store that does not answer is tried again at intervals; a file
/// that is not what the version says is not: a version does not change.
/// </summary>
public static class ModelVersionPlanner
{
    private static readonly TimeSpan RefusalRetry = TimeSpan.FromMinutes(1);

    /// <summary>What waiting, or putting a Secret or a file in place, can still make good.</summary>
    private static readonly HashSet<string> Retried =
    [
        ModelVersionReasons.NotFound, ModelVersionReasons.AccessDenied, ModelVersionReasons.Unreachable, ModelVersionReasons.FetchFailed,
        ModelVersionReasons.ResourceRefused,
    ];

    /// <summary>Makes the plan.</summary>
    public static Plan Plan(ModelVersionObserved observed)
    {
        var before = Ready(observed.Version);
        if (before?.Status == "True") return Finish(observed, observed.Version.Status!);
        var problem = Check(observed, out var uri);
        if (problem is not null) return Finish(observed, Failed(observed, problem));
        return observed.Verification switch
        {
            { Succeeded: true } pod => Finish(observed, Verified(observed, pod)),
            { Failed: true } pod => Ended(observed, pod),
            { } pod => Keep(observed, Pending(observed, pod.Problem?.Message), pod),
            null when before is { Status: "False" } && !Retried.Contains(before.Reason) => Finish(observed, observed.Version.Status!),
            null => Report(observed, Pending(observed, null)) with
            {
                Effects =
                [
                    new Apply(ResourceType.Of<V1Pod>(), VerificationPod.Build(observed.Version, uri!, observed.Settings)),
                    .. Report(observed, Pending(observed, null)).Effects,
                ],
            },
        };
    }

    /// <summary>Shows that the API server refused the pod, because its name is taken or it is not allowed.</summary>
    public static Plan Refused(ModelVersionObserved observed, string message)
    {
        if (Ready(observed.Version)?.Status == "True") return Runtime.Planning.Plan.Empty;
        var problem = new Problem(ModelVersionReasons.ResourceRefused, $"pod {VerificationPod.Name(observed.Version)} cannot be made "
            + $"({TerminationMessage.Tidy(message)}); where there is another pod of that name, delete or rename it; otherwise allow it; "
            + "it is tried again every minute", true);
        return Report(observed, Failed(observed, problem)) with { Prune = null, WakeAfter = RefusalRetry };
    }

    private static V1Condition? Ready(ModelVersion version) =>
        version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);

    private static Problem? Check(ModelVersionObserved observed, out ArtifactUri? uri)
    {
        uri = null;
        if (ModelVersionRules.Check(observed.Version) is { } broken)
            return new(ModelVersionReasons.InvalidUri, broken, true);
        var rules = observed.Settings.FileRules;
        return ArtifactUri.TryParse(observed.Version.Spec.Artifact.Uri, rules, out uri, out var error)
            ? null
            : new(ModelVersionReasons.InvalidUri, $"spec.artifact.uri is refused: {error}", true);
    }

    private static Plan Ended(ModelVersionObserved observed, VerificationFact pod)
    {
        var found = pod.Problem ?? new(ModelVersionReasons.FetchFailed, $"pod {pod.Name} failed without saying why", false);
        var problem = found.Reason == ModelReasons.MinimumReplicasUnavailable
            ? found with { Reason = ModelVersionReasons.FetchFailed }
            : found;
        var status = Failed(observed, problem);
        if (!Retried.Contains(problem.Reason)) return Finish(observed, status);

        // The failed pod stays for its logs until the next try is due; then it goes, and its absence starts the next one.
        var due = (pod.EndTime ?? observed.Now) + observed.Settings.VerificationRetry;
        return due <= observed.Now ? Finish(observed, status) : Keep(observed, status, pod) with { WakeAfter = due - observed.Now };
    }

    private static ModelVersionStatus Verified(ModelVersionObserved observed, VerificationFact pod) => Status(observed,
        new(ModelVersionConditions.Ready, true, ModelVersionReasons.Verified, "the file has the digest and can be loaded")) with
    {
        Signature = SignatureReader.Read(pod.Report?.Json),
        Bytes = pod.Bytes,
        VerifiedTime = Times.Whole(pod.EndTime ?? observed.Now),
    };

    private static ModelVersionStatus Failed(ModelVersionObserved observed, Problem problem) =>
        Status(observed, new(ModelVersionConditions.Ready, false, problem.Reason, problem.Message));

    /// <summary>A failure stays on the object while the next try runs: a reason must not blink.</summary>
    private static ModelVersionStatus Pending(ModelVersionObserved observed, string? hindrance) =>
        Ready(observed.Version) is { Status: "False" } failed
            && !(failed.Reason == ModelVersionReasons.ResourceRefused && observed.Verification is not null)
        ? observed.Version.Status!
        : Status(observed, new(ModelVersionConditions.Ready, null, ModelVersionReasons.Verifying,
            hindrance ?? "the file is fetched, verified and loaded"));

    private static ModelVersionStatus Status(ModelVersionObserved observed, Verdict verdict) => new()
    {
        ObservedGeneration = observed.Version.Metadata.Generation,
        Conditions = Conditions.Update(observed.Version.Status?.Conditions, [verdict], observed.Version.Metadata.Generation, observed.Now),
    };

    private static Plan Keep(ModelVersionObserved observed, ModelVersionStatus status, VerificationFact pod)
    {
        var plan = Report(observed, status);
        return plan with { Prune = plan.Prune! with { Keep = [pod.Name] } };
    }

    /// <summary>The result is on the object before the pod that has it goes.</summary>
    private static Plan Finish(ModelVersionObserved observed, ModelVersionStatus status) => Report(observed, status);

    private static Plan Report(ModelVersionObserved observed, ModelVersionStatus status)
    {
        var version = ObjectReference.To(observed.Version);
        var (before, after) =
            (Ready(observed.Version), status.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready));
        List<Effect> effects = [];
        if (after is not null && after.Status != "Unknown" && (before?.Status != after.Status || before.Reason != after.Reason))
        {
            var severity = after.Status == "True" ? EventSeverity.Normal : EventSeverity.Warning;
            effects.Add(new Emit(version, severity, after.Reason, "Verify", after.Message));
        }

        effects.Add(new PatchStatus(ResourceType.Of<ModelVersion>(), version.Key,
            JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject()));
        return new() { Effects = effects, Prune = new(observed.Version.Metadata.Uid, [ResourceType.Of<V1Pod>()]) };
    }
}
