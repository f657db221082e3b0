using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>Checks a Job's <c>podFailurePolicy</c>, in the words of k8s.io/kubernetes/pkg/apis/batch/validation.</summary>
internal static class PodFailurePolicyValidator
{
    private const int MostRules = 20;
    private const int MostValues = 255;
    private const int MostPatterns = 20;
    private static readonly string[] Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly string[] Operators = ["In", "NotIn"];
    private static readonly string[] Statuses = ["False", "True", "Unknown"];

    public static void Check(JsonObject policy, JsonObject spec, ICollection<FieldError> errors)
    {
        var template = spec.At("template", "spec");
        var containers = template.Objects("containers").Concat(template.Objects("initContainers"))
            .Select(container => container.Text("name")).ToHashSet();
        var rules = policy.Objects("rules").ToList();
        if (rules.Count > MostRules) errors.Add(FieldError.TooMany("spec.podFailurePolicy.rules", rules.Count, MostRules));
        for (var i = 0; i < rules.Count; i++) Rule(rules[i], $"spec.podFailurePolicy.rules[{i}]", containers, errors);
    }

    private static void Rule(JsonObject rule, string path, HashSet<string?> containers, ICollection<FieldError> errors)
    {
        if (rule.Text("action") == "FailIndex")
            errors.Add(FieldError.Invalid($"{path}.action", "FailIndex", "requires the backoffLimitPerIndex to be set"));
        else OneOf(rule.Text("action"), Actions, $"{path}.action", errors);
        var codes = rule.Child("onExitCodes");
        var patterns = rule["onPodConditions"].Objects().ToList();
        if (codes is not null) ExitCodes(codes, $"{path}.onExitCodes", containers, errors);
        if (patterns.Count > MostPatterns) errors.Add(FieldError.TooMany($"{path}.onPodConditions", patterns.Count, MostPatterns));
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Text("type") is not { Length: > 0 }) errors.Add(FieldError.Required($"{path}.onPodConditions[{i}].type"));
            OneOf(patterns[i].Text("status"), Statuses, $"{path}.onPodConditions[{i}].status", errors);
        }

        if (codes is not null && patterns.Count > 0)
            Whole(path, "specifying both OnExitCodes and OnPodConditions is not supported", errors);
        if (codes is null && patterns.Count == 0) Whole(path, "specifying one of OnExitCodes and OnPodConditions is required", errors);
    }

    private static void ExitCodes(JsonObject codes, string path, HashSet<string?> containers, ICollection<FieldError> errors)
    {
        OneOf(codes.Text("operator"), Operators, $"{path}.operator", errors);
        if (codes.Text("containerName") is { } name && !containers.Contains(name))
        {
            errors.Add(FieldError.Invalid($"{path}.containerName", name,
                "must be one of the container or initContainer names in the pod template"));
        }

        var values = (codes.Items("values") ?? []).Select(value => value.Integer() ?? 0).ToList();
        if (values.Count == 0) errors.Add(FieldError.Invalid($"{path}.values", codes["values"], "at least one value is required"));
        if (values.Count > MostValues) errors.Add(FieldError.TooMany($"{path}.values", values.Count, MostValues));
        var seen = new HashSet<long>();
        for (var i = 0; i < values.Count; i++)
        {
            if (codes.Text("operator") == "In" && values[i] == 0)
                errors.Add(FieldError.Invalid($"{path}.values[{i}]", 0, "must not be 0 for the In operator"));
            if (!seen.Add(values[i])) errors.Add(FieldError.Duplicate($"{path}.values[{i}]", values[i]));
        }

        if (!values.Order().SequenceEqual(values)) errors.Add(FieldError.Invalid($"{path}.values", codes["values"], "must be ordered"));
    }

    private static void OneOf(string? value, string[] known, string path, ICollection<FieldError> errors)
    {
        if (value is not { Length: > 0 })
            errors.Add(FieldError.Required(path, $"valid values: [{string.Join(' ', known.Select(one => $"\"{one}\""))}]"));
        else if (!known.Contains(value)) errors.Add(FieldError.NotSupported(path, value, known.Select(one => $"\"{one}\"")));
    }

    private static void Whole(string path, string detail, ICollection<FieldError> errors) =>
        errors.Add(new FieldError("FieldValueInvalid", path, $"Invalid value: {detail}"));
}
