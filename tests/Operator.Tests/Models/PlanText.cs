using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Modelwright.Crds;
using Modelwright.Operator.Models;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models;

/// <summary>
/// What was observed and what was planned, as JSON for review. Bodies are long: they are told in a line each unless asked for. The status
/// that was observed is the one of the plan before.
/// </summary>
internal static class PlanText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Of(ModelObserved observed, bool bodies)
    {
        var plan = ModelPlanner.Plan(observed);
        var text = new JsonObject
        {
            ["observed"] = new JsonObject
            {
                ["now"] = observed.Now,
                ["spec"] = JsonSerializer.SerializeToNode(observed.Model.Spec, CrdJson.Options),
                ["deployments"] = JsonSerializer.SerializeToNode(observed.Deployments.Select(fact => fact with { Template = null }),
                    Options),
                ["services"] = JsonSerializer.SerializeToNode(observed.Services, Options),
                ["pins"] = JsonSerializer.SerializeToNode(observed.Pins, Options),
                ["pods"] = JsonSerializer.SerializeToNode(observed.Pods, Options),
                ["routers"] = JsonSerializer.SerializeToNode(observed.Routers, Options),
            },
            ["plan"] = new JsonObject
            {
                ["effects"] = new JsonArray([.. plan.Effects.Select(effect => Text(effect, bodies))]),
                ["prunes"] = plan.Prune is not null,
                ["wakeAfter"] = plan.WakeAfter?.ToString(),
            },
        };
        return text.ToJsonString(Options);
    }

    private static JsonNode Text(Effect effect, bool bodies) => effect switch
    {
        Apply apply when bodies => Body(apply.Body.DeepClone().AsObject()),
        Apply apply => Line(apply.Body),
        PatchStatus patch => new JsonObject { ["status"] = patch.Status.DeepClone() },
        Emit emit => $"{emit.Severity} {emit.Reason}: {emit.Note}",
        Delete delete => $"delete {delete.Type.Kind} {delete.Key}",
        _ => effect.GetType().Name,
    };

    private static JsonObject Body(JsonObject body)
    {
        body["metadata"]!.AsObject().Remove("ownerReferences");
        return body;
    }

    private static string Line(JsonObject body)
    {
        var (kind, metadata) = (body["kind"]!.GetValue<string>(), body["metadata"]!);
        var detail = kind switch
        {
            "Deployment" => $" with {body["spec"]!["replicas"]} replicas",
            "ConfigMap" => $" with digest {body["data"]?[Names.PinKey] ?? "still unknown"}",
            "Service" when metadata["annotations"]?[Labels.Route] is { } route => $" with route {route}",
            _ => "",
        };
        return $"apply {kind} {metadata["name"]}{detail}";
    }
}
