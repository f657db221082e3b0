using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>Checks a Job's spec, in the words of k8s.io/kubernetes/pkg/apis/batch/validation.</summary>
internal static class JobValidator
{
    private static readonly string[] Counts =
        ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"];
    private static readonly string[] OfIndexed = ["backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"];

    /// <summary>The labels and the selector that tell one Job's pods from another's must be the generated ones.</summary>
    public static void CheckGenerated(JsonObject spec, IReadOnlyDictionary<string, string> expected, ICollection<FieldError> errors)
    {
        var labels = spec.Child("template", "metadata", "labels") ?? [];
        foreach (var (label, value) in expected)
        {
            var field = $"spec.template.metadata.labels[{label}]";
            if (labels.Text(label) is not { } actual) errors.Add(FieldError.Required(field, $"must be '{value}'"));
            else if (actual != value) errors.Add(FieldError.Invalid(field, actual, $"must be '{value}'"));
        }

        var generated = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject() } };
        foreach (var (label, value) in expected) generated["metadata"]!["labels"]![label] = value;
        if (spec.Child("selector") is { } selector && !LabelSelector.FromObject(selector).Matches(generated))
            errors.Add(FieldError.Invalid("spec.selector", selector.DeepClone(), "`selector` not auto-generated"));
    }

    public static void Check(JsonObject spec, ICollection<FieldError> errors)
    {
        foreach (var name in Counts)
        {
            if (spec.Integer(name) is < 0) errors.Add(FieldError.Invalid($"spec.{name}", spec[name], "must be greater than or equal to 0"));
        }

        CheckMode(spec, errors);
        if (spec.Child("podFailurePolicy") is { } policy) PodFailurePolicyValidator.Check(policy, spec, errors);
        CheckReplacement(spec, errors);
        if (spec.Child("selector") is not { Count: > 0 } selector) errors.Add(FieldError.Required("spec.selector"));
        else if (!LabelSelector.FromObject(selector).Matches(spec.Child("template") ?? []))
            errors.Add(FieldError.Invalid("spec.template.metadata.labels", spec.At("template", "metadata", "labels"),
                "`selector` does not match template `labels`"));
        PodValidator.Validate(spec.Child("template", "spec"), "spec.template.spec", errors);
        CheckRestarts(spec, errors);
    }

    private static void CheckMode(JsonObject spec, ICollection<FieldError> errors)
    {
        if (spec.Text("completionMode") is { } mode and not "NonIndexed")
        {
            errors.Add(mode == "Indexed"
                ? FieldError.Forbidden("spec.completionMode", "this cluster runs NonIndexed Jobs only")
                : FieldError.NotSupported("spec.completionMode", mode, ["\"Indexed\"", "\"NonIndexed\""]));
        }

        foreach (var name in OfIndexed.Where(name => spec[name] is not null))
            errors.Add(FieldError.Invalid($"spec.{name}", spec[name], "requires indexed completion mode"));
    }

    private static void CheckReplacement(JsonObject spec, ICollection<FieldError> errors)
    {
        string[] allowed = spec.Child("podFailurePolicy") is null ? ["Failed", "TerminatingOrFailed"] : ["Failed"];
        if (spec.Text("podReplacementPolicy") is { } replacement && !allowed.Contains(replacement))
            errors.Add(FieldError.NotSupported("spec.podReplacementPolicy", replacement, allowed.Select(one => $"\"{one}\"")));
    }

    private static void CheckRestarts(JsonObject spec, ICollection<FieldError> errors)
    {
        const string field = "spec.template.spec.restartPolicy";
        var policy = spec.Text("template", "spec", "restartPolicy");
        if (policy is "Always" or null) errors.Add(FieldError.Required(field, "valid values: \"OnFailure\", \"Never\""));
        else if (policy != "Never" && spec.Child("podFailurePolicy") is not null)
            errors.Add(FieldError.Invalid(field, policy, "only \"Never\" is supported when podFailurePolicy is specified"));
    }
}
