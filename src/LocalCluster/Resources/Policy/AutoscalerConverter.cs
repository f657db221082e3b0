using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Policy;

/// <summary>
/// HorizontalPodAutoscalers in autoscaling/v1, which knows CPU utilization alone; other metrics travel in an annotation
/// (k8s.io/kubernetes/pkg/apis/autoscaling/v1/conversion.go).
/// </summary>
internal sealed class AutoscalerConverter : IVersionConverter
{
    private const string MetricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics";
    /// <summary>The target of an autoscaler that names no metric, in percent.</summary>
    public const int DefaultUtilization = 80;

    private const string Percentage = "targetCPUUtilizationPercentage";

    public JsonObject FromStorage(JsonObject stored)
    {
        var view = stored.Copy();
        view["apiVersion"] = "autoscaling/v1";
        if (view.Child("spec") is { } spec)
        {
            var metrics = spec.Objects("metrics").ToList();
            var cpu = metrics.Find(IsCpu);
            spec.Remove("metrics");
            spec.Remove("behavior");
            if (cpu is not null) spec[Percentage] = cpu.At("resource", "target", "averageUtilization")!.DeepClone();
            var others = new JsonArray([.. metrics.Where(metric => metric != cpu).Select(metric => metric.DeepClone())]);
            if (others.Count > 0) view.Make("metadata").Make("annotations")[MetricsAnnotation] = others.ToJsonString(JsonText.Options);
        }

        if (view.Child("status") is { } status)
        {
            var cpu = status.Objects("currentMetrics").FirstOrDefault(metric => metric.Text("resource", "name") == "cpu");
            status.Remove("currentMetrics");
            status.Remove("conditions");
            if (cpu.Integer("resource", "current", "averageUtilization") is { } percent)
                status["currentCPUUtilizationPercentage"] = percent;
        }

        return view;
    }

    public JsonObject ToStorage(JsonObject served)
    {
        var stored = served.Copy();
        stored["apiVersion"] = "autoscaling/v2";
        stored.Child("status")?.Remove("currentCPUUtilizationPercentage");
        if (stored.Child("spec") is not { } spec) return stored;
        var metrics = new JsonArray();
        if (spec.Integer(Percentage) is { } percent) metrics.Add(Cpu(percent));
        spec.Remove(Percentage);
        var annotations = stored.Child("metadata", "annotations");
        foreach (var metric in Others(annotations.Text(MetricsAnnotation))) metrics.Add(metric);
        annotations?.Remove(MetricsAnnotation);
        spec["metrics"] = metrics.Count > 0 ? metrics : new JsonArray(Cpu(DefaultUtilization));
        return stored;
    }

    /// <summary>The metric of a CPU utilization.</summary>
    public static JsonObject Cpu(long percent) => new()
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject
        {
            ["name"] = "cpu",
            ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent },
        },
    };

    private static bool IsCpu(JsonObject metric) =>
        metric.Text("resource", "name") == "cpu" && metric.Integer("resource", "target", "averageUtilization") is not null;

    private static IEnumerable<JsonNode> Others(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        try
        {
            return JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(text)) is JsonArray list
                ? [.. list.OfType<JsonObject>().Select(metric => metric.DeepClone())]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
