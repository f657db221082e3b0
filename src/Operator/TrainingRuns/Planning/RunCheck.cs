using System.Text;
using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Specs;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>What the API server's rules cannot see, and for servers that evaluate less, what they can.</summary>
internal static class RunCheck
{
    /// <summary>Why the run cannot be carried out as written; null when it can.</summary>
    public static string? Problem(TrainingRunObserved observed)
    {
        var spec = observed.Run.Spec;
        if (FieldRules.Name(observed.Run.Metadata.Name, 52, "the names of the Job and its pods are made from it") is { } name) return name;
        if (SpecValidator.Check(spec, "spec").FirstOrDefault() is { } broken) return broken;
        if (Template(spec, "spec") is { } wrong) return wrong;
        if (FieldRules.Names(spec.Parameters, TrainingLimits.ParameterPattern, "spec.parameters") is { } parameter) return parameter;
        if (spec.ResumeFrom is not null && spec.Checkpoints is not null)
            return "spec.resumeFrom: it uses the checkpoint volume of the other run; remove spec.checkpoints";
        if (spec.ResumeFrom == observed.Run.Metadata.Name)
            return "spec.resumeFrom: it must name another TrainingRun; this one goes on from its own checkpoints anyway";
        foreach (var variable in spec.Container.Env ?? [])
            if (variable.Name.StartsWith("MODELWRIGHT_", StringComparison.Ordinal) || variable.Name == "ORT_DISABLE_TELEMETRY")
                return $"spec.container.env: '{variable.Name}' is set by the operator; choose another name";
        foreach (var input in spec.Inputs ?? [])
            if (Problem(input, spec, observed.Settings.FileRules) is { } problem)
                return problem;
        if (TrainingEnvironment.Collision(spec.Parameters?.Keys ?? []) is { } parameters)
            return $"spec.parameters: {parameters} become the same variable; rename one of them";
        if (TrainingEnvironment.Collision(spec.Inputs?.Select(input => input.Name) ?? []) is { } inputs)
            return $"spec.inputs: {inputs} become the same variable; rename one of them";
        TrainingOutput.Of(observed.Run, observed.Training, observed.Settings.AllowFileUris, out var refused);
        return refused;
    }

    /// <summary>The first broken rule of what many runs may have in common; null when there is none.</summary>
    public static string? Template(TrainingTemplate template, string path) =>
        FieldRules.Check(template.Container.Resources, $"{path}.container.resources")
        ?? FieldRules.Keys(template.NodeSelector, 317, $"{path}.nodeSelector")
        ?? template.Tolerations?.Select((toleration, index) => FieldRules.Check(toleration, $"{path}.tolerations[{index}]"))
            .FirstOrDefault(broken => broken is not null)
        ?? FieldRules.Check(template.Output, $"{path}.output")
        ?? Codes(template.InfeasibleExitCodes, $"{path}.infeasibleExitCodes")
        ?? Tolerances(template.Tolerances, $"{path}.tolerances")
        ?? WithoutAgent(template, path);

    private static string? Codes(IReadOnlyList<int>? codes, string path)
    {
        foreach (var code in codes ?? [])
            if (code is < 1 or > 255 or ExitCodes.DataError or ExitCodes.TemporaryFailure or ExitCodes.StoppedEarly)
                return $"{path}: {code} must be from 1 to 255, and not 65 (data), 75 (try again) or 80 (stopped early)";
        return null;
    }

    private static string? Tolerances(IReadOnlyList<MetricTolerance>? tolerances, string path) =>
        FieldRules.Twice(tolerances?.Select(tolerance => tolerance.Metric), path)
        ?? (tolerances?.FirstOrDefault(tolerance => tolerance.Absolute is null && tolerance.Relative is null) is { } empty
            ? $"{path}: {empty.Metric}: set absolute, relative, or both"
            : null);

    private static string? WithoutAgent(TrainingTemplate template, string path)
    {
        if (template.Agent != AgentMode.None) return null;
        if (template.ProgressDeadline is { } deadline)
            return $"{path}.progressDeadline ({deadline}): with agent: None nothing tells how far the container is; "
                + $"remove it and set {path}.timeout, or let the agent run";
        return template.Output is null ? null
            : $"{path}.output: agent: None uploads nothing; remove it, and let the container report its model's uri and digest itself";
    }

    /// <summary>The agent's task is too long; null when it is not.</summary>
    public static string? TaskProblem(TrainingPlan plan, TrainingRunObserved observed)
    {
        if (!plan.HasAgent) return null;
        var length = Encoding.UTF8.GetByteCount(TrainingTask.Build(plan, observed.Settings, observed.Training).ToJsonString());
        return length <= TrainingTask.MaxBytes ? null
            : $"spec.parameters and spec.inputs are {length} bytes together; at most {TrainingTask.MaxBytes} are allowed: shorten them";
    }

    private static string? Problem(TrainingInput input, TrainingRunSpec spec, ArtifactUriRules rules)
    {
        if (input.Dataset is null == input.Artifact is null) return $"spec.inputs: {input.Name}: set exactly one of dataset and artifact";
        if (input.Artifact is null)
            return spec.Agent == AgentMode.None
                ? $"spec.inputs: {input.Name}: agent: None mounts volumes only; use an artifact with a pvc:// URI"
                : null;
        if (!ArtifactUri.TryParse(input.Artifact.Uri, rules, out var uri, out var error))
            return $"spec.inputs: {input.Name}: the URI is refused: {error}";
        return spec.Agent == AgentMode.None && uri.Scheme != ArtifactScheme.Pvc
            ? $"spec.inputs: {input.Name}: agent: None mounts volumes only; use an artifact with a pvc:// URI"
            : null;
    }
}
