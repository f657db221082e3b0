using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>What of a Job may not change.</summary>
internal static class JobUpdateValidator
{
    private static readonly string[] Immutable = ["completions", "selector", "completionMode", "podFailurePolicy", "managedBy"];

    /// <summary>
    /// Before its first start a suspended Job's template may be sent elsewhere (queues such as Kueue do so): its labels, annotations,
    /// nodeSelector, tolerations, schedulingGates and node affinity may change.
    /// </summary>
    public static void Check(JsonObject spec, JsonObject old, bool wasStarted, ICollection<FieldError> errors)
    {
        foreach (var name in Immutable)
        {
            if (!JsonEquality.Same(spec[name], old[name])) errors.Add(FieldError.Invalid($"spec.{name}", spec[name], "field is immutable"));
        }

        var schedulable = old.Flag("suspend") == true && !wasStarted;
        var (template, before) = (spec.Child("template") ?? [], old.Child("template") ?? []);
        if (!JsonEquality.Same(schedulable ? Fixed(template) : template, schedulable ? Fixed(before) : before))
            errors.Add(FieldError.Invalid("spec.template", template.DeepClone(), "field is immutable"));
    }

    private static JsonObject Fixed(JsonObject template)
    {
        var copy = template.Copy();
        foreach (var name in (string[])["labels", "annotations"]) copy.Child("metadata")?.Remove(name);
        var spec = copy.Child("spec");
        foreach (var name in (string[])["nodeSelector", "tolerations", "schedulingGates"]) spec?.Remove(name);
        if (spec.Child("affinity") is { } affinity)
        {
            affinity.Remove("nodeAffinity");
            if (affinity.Count == 0) spec!.Remove("affinity");
        }

        if (copy.Child("metadata") is { Count: 0 }) copy.Remove("metadata");
        return copy;
    }
}
