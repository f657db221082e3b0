using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Resources;

/// <summary>Objects that other controllers of the cluster work with: the autoscaler and the disruption budget.</summary>
internal static class ModelScaling
{
    /// <summary>Scales the Model (not a Deployment) through its scale subresource.</summary>
    public static JsonObject Autoscaler(Model model, ModelAutoscaling autoscaling)
    {
        var body = ModelMetadata.Child<V2HorizontalPodAutoscaler>(model, model.Metadata.Name);
        body["spec"] = new JsonObject
        {
            ["scaleTargetRef"] =
                new JsonObject { ["apiVersion"] = ApiGroup.ApiVersion, ["kind"] = Model.KindName, ["name"] = model.Metadata.Name },
            ["minReplicas"] = autoscaling.MinReplicas ?? ModelDefaults.MinReplicas,
            ["maxReplicas"] = autoscaling.MaxReplicas,
            ["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject
                    {
                        ["type"] = "Utilization",
                        ["averageUtilization"] = autoscaling.TargetCpuUtilizationPercent ?? ModelDefaults.TargetCpuUtilizationPercent,
                    },
                },
            }),
        };
        return body;
    }

    /// <summary>Node drains take one replica of the serving revision at a time.</summary>
    public static JsonObject DisruptionBudget(Model model, string revision)
    {
        var body = ModelMetadata.Child<V1PodDisruptionBudget>(model, model.Metadata.Name);
        body["spec"] = new JsonObject
        {
            ["maxUnavailable"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Labels.Revision] = revision } },
        };
        return body;
    }
}
