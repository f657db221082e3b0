using System.Text.RegularExpressions;
using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Analysis;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Specs;

namespace Modelwright.Operator.Models;

/// <summary>What must hold for a Model beyond the bounds of its fields. The CRD says the same in CEL where it can.</summary>
internal static partial class ModelRules
{
    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(Model model) =>
        Name(model.Metadata.Name)
        ?? SpecValidator.Check(model.Spec, "spec").FirstOrDefault()
        ?? (model.Spec.Source.Artifact is { } artifact ? FieldRules.Check(artifact, "spec.source.artifact") : null)
        ?? Environment(model.Spec.Serving)
        ?? Placement(model.Spec.Serving)
        ?? Autoscaling(model.Spec.Serving)
        ?? Deadlines(model.Spec)
        ?? AnalysisRules.Check(model.Spec.Rollout?.Analysis)
        ?? RolloutSpecRules.Check(model.Spec.Rollout)
        ?? ProviderRules.Check(model.Spec);

    /// <summary>Services and label values can be made of the name.</summary>
    public static bool IsName(string name) => name.Length <= ModelLimits.MaxNameLength && NamePattern().IsMatch(name);

    private static string? Name(string name)
    {
        if (!IsName(name))
            return $"metadata.name: '{name}' must be a DNS label of at most {ModelLimits.MaxNameLength} characters, a letter first";
        return name.StartsWith("modelwright-", StringComparison.Ordinal)
            ? $"metadata.name: '{name}' must not start with 'modelwright-'"
            : null;
    }

    private static string? Environment(ModelServing? serving)
    {
        var names = serving?.Env?.Select(variable => variable.Name).ToList() ?? [];
        if (names.FirstOrDefault(Reserved) is { } reserved)
            return $"spec.serving.env: '{reserved}' is set by the operator; choose another name";
        return names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"spec.serving.env: '{twice.Key}' is there twice; keep one"
            : null;
    }

    private static string? Placement(ModelServing? serving) =>
        FieldRules.Check(serving?.Resources, "spec.serving.resources")
        ?? FieldRules.Keys(serving?.NodeSelector, 317, "spec.serving.nodeSelector")
        ?? serving?.Tolerations?.Select((toleration, index) => FieldRules.Check(toleration, $"spec.serving.tolerations[{index}]"))
            .FirstOrDefault(broken => broken is not null);

    /// <summary>Variables that only the operator sets.</summary>
    internal static bool Reserved(string name) =>
        name.StartsWith("MODELWRIGHT_", StringComparison.Ordinal) || name == "ORT_DISABLE_TELEMETRY";

    private static string? Autoscaling(ModelServing? serving)
    {
        if (serving?.Autoscaling is not { } autoscaling) return null;
        if (autoscaling.MinReplicas > autoscaling.MaxReplicas)
            return $"spec.serving.autoscaling: minReplicas {autoscaling.MinReplicas} is above maxReplicas {autoscaling.MaxReplicas}";
        if (serving.Replicas is null)
            return "spec.serving.replicas: autoscaling needs the number to start with; the autoscaler cannot read a scale that is not set";
        return serving.Resources?.Requests?.ContainsKey("cpu") == true || serving.Resources?.Limits?.ContainsKey("cpu") == true
            ? null
            : "spec.serving.resources.requests.cpu: autoscaling needs it, because its target is a percentage of it";
    }

    private static string? Deadlines(ModelSpec spec)
    {
        var times = RolloutTimes.Of(spec);
        return times.MinReady >= times.ProgressDeadline
            ? $"spec.rollout.progressDeadline ({times.ProgressDeadline.TotalSeconds:0} s) must be longer than spec.serving.minReady "
                + $"({times.MinReady.TotalSeconds:0} s)"
            : null;
    }

    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
