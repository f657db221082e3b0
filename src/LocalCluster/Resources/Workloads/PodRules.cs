using System.Numerics;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of pods.</summary>
internal sealed class PodRules : KindRules
{
    private static readonly string[] Mutable = ["activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations", "nodeName"];

    public override bool HasGeneration => false;

    public override void Default(JsonObject value)
    {
        var spec = value.Child("spec");
        PodDefaults.Apply(spec);
        spec?.SetDefault("enableServiceLinks", true);
        if (spec is not null && spec["serviceAccountName"] is null)
        {
            spec["serviceAccountName"] = "default";
            spec["serviceAccount"] = "default";
        }

        foreach (var container in Containers(value))
        {
            foreach (var (name, limit) in container.Child("resources", "limits") ?? [])
                container.Make("resources").Make("requests").SetDefault(name, limit!.DeepClone());
        }
    }

    public override void PrepareForCreate(JsonObject value, KindContext context) =>
        value["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService(value) };

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        PodValidator.Validate(value.Child("spec"), "spec", errors);
        if (old is not null && !JsonEquality.Same(Fixed(value), Fixed(old)))
        {
            errors.Add(FieldError.Forbidden("spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    /// <summary>As asked, else as the pod says; a pod that never ran or has ended goes at once.</summary>
    public override long GracePeriod(JsonObject value, long? asked) =>
        value.Text("spec", "nodeName") is not { Length: > 0 } || value.Text("status", "phase") is "Succeeded" or "Failed"
            ? 0
            : Math.Max(0, asked ?? value.Integer("spec", "terminationGracePeriodSeconds") ?? 30);

    private static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        pod["spec"].Objects("initContainers").Concat(pod["spec"].Objects("containers"));

    private static JsonObject? Fixed(JsonObject pod)
    {
        var spec = pod.Child("spec")?.Copy();
        foreach (var member in Mutable) spec?.Remove(member);
        foreach (var container in spec.Objects("initContainers").Concat(spec.Objects("containers"))) container.Remove("image");
        return spec;
    }

    // k8s.io/kubernetes/pkg/apis/core/v1/helper/qos
    private static string QualityOfService(JsonObject pod)
    {
        var guaranteed = true;
        var any = false;
        foreach (var container in Containers(pod))
        {
            foreach (var name in (string[])["cpu", "memory"])
            {
                var request = Amount(container.Text("resources", "requests", name));
                var limit = Amount(container.Text("resources", "limits", name));
                any |= !request.IsZero || !limit.IsZero;
                guaranteed &= !limit.IsZero && request == limit;
            }
        }

        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static BigInteger Amount(string? text) => Quantity.TryParse(text, out var quantity) ? quantity.MilliValue : 0;
}
