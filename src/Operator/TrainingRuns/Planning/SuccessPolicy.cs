using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>A container that ended with 0: whether what it left is what was agreed.</summary>
internal static class SuccessPolicy
{
    /// <summary>The agent's reasons that are the API's, too.</summary>
    private static readonly HashSet<string> Known =
    [
        TrainingRunReasons.UploadFailed, TrainingRunReasons.OutputTooLarge, TrainingRunReasons.MetricsInvalid,
            TrainingRunReasons.ModelMissing,
        TrainingRunReasons.ModelInvalid, TrainingRunReasons.ContractViolation, TrainingRunReasons.DataInvalid, TrainingRunReasons.UserError,
    ];

    /// <summary>Decides.</summary>
    public static RunDecision Decide(TrainingRunObserved observed, TrainingRunStatus status, TrainingPodFact pod, DateTimeOffset end)
    {
        var problem = Agent(observed, pod) ?? Metrics(observed.Run.Spec, status, pod) ?? Model(observed, status);
        if (problem is not null)
            return RunDecision.Fail(status, new()
            {
                Reason = problem.Reason,
                ExitCode = 0,
                Message = ReportReader.Words(problem.Message),
                Retriable = !problem.NeedsAction,
            }, end);
        return observed.Run.Spec.Model is null
            ? RunDecision.Succeed(status, TrainingRunReasons.Completed, "the container succeeded", end)
            : RegistrationPolicy.Begin(observed, status with { CompletionTime = Times.Whole(end) });
    }

    private static Problem? Agent(TrainingRunObserved observed, TrainingPodFact pod)
    {
        if (observed.Run.Spec.Agent == AgentMode.None) return null;
        if (ReportReader.Read(pod.Agent?.Message) is not { } report)
            return new(TrainingRunReasons.ContractViolation,
                $"the agent left no report (exit code {pod.Agent?.ExitCode}): {pod.Agent?.Message ?? "no words"}", false);
        if (report.Failure is not { } failure) return null;
        var reason = Known.Contains(failure.Reason) ? failure.Reason : TrainingRunReasons.ContractViolation;
        return new(reason, failure.Message, reason != TrainingRunReasons.UploadFailed);
    }

    private static Problem? Metrics(TrainingRunSpec spec, TrainingRunStatus status, TrainingPodFact pod)
    {
        var found = status.Metrics ?? [];
        foreach (var name in MetricList.Required(spec))
        {
            if (found.FirstOrDefault(metric => metric.Name == name) is not { } metric)
                return new(Garbage(status, pod, found.Count) ? TrainingRunReasons.MetricsInvalid : TrainingRunReasons.MetricsMissing,
                    Missing(name, status, pod), true);
            if (metric.Value is "NaN" or "Infinity" or "-Infinity")
                return new(TrainingRunReasons.MetricsInvalid, $"metric {name} is {metric.Value}; training may have diverged", true);
        }

        return null;
    }

    /// <summary>There was something that was meant to be metrics, and none of it could be read.</summary>
    private static bool Garbage(TrainingRunStatus status, TrainingPodFact pod, int found) => found == 0
        && (status.Warnings is { Count: > 0 }
            || (!string.IsNullOrWhiteSpace(pod.Train?.Message) && ReportReader.ReadContainer(pod.Train.Message) is null));

    private static string Missing(string name, TrainingRunStatus status, TrainingPodFact pod)
    {
        var names = (status.Metrics ?? []).Select(metric => metric.Name).ToList();
        var text = $"metric {name} was not reported; found: {(names.Count == 0 ? "none" : string.Join(", ", names.Take(20)))}";
        if (status.Warnings is { Count: > 0 } warnings) return $"{text}; {warnings[0]}";
        return Garbage(status, pod, names.Count) ? $"{text}; the termination message is not a JSON object: {pod.Train!.Message}" : text;
    }

    private static Problem? Model(TrainingRunObserved observed, TrainingRunStatus status)
    {
        if (observed.Run.Spec.Model is null) return null;
        var model = status.Artifacts?.FirstOrDefault(artifact => artifact.Name == ArtifactList.Model);
        if (model is not { Digest: not null, Uri: { } text })
            return new(TrainingRunReasons.ModelMissing, observed.Run.Spec.Agent == AgentMode.None
                ? "the termination message names no model; write {\"model\":{\"uri\":…,\"digest\":\"sha256:…\"}} to it"
                : "no model.onnx was left in MODELWRIGHT_MODEL_DIR", true);
        return ArtifactUri.TryParse(text, observed.Settings.FileRules, out _, out var error)
            ? null
            : new(TrainingRunReasons.ModelInvalid, $"the model's URI is refused: {error}", true);
    }
}
