using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.OpenApi;

/// <summary>Writes the paths of a resource: kubectl reads from them which parameters a PATCH takes.</summary>
internal static class PathWriter
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];
    private static readonly string[] ListParameters =
        ["allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "resourceVersion", "resourceVersionMatch",
            "sendInitialEvents", "timeoutSeconds", "watch"];

    public static IEnumerable<(string Path, JsonObject Item)> Of(ResourceDefinition resource)
    {
        var root = resource.Id.Group.Length == 0 ? $"/api/{resource.Id.Version}" : $"/apis/{resource.ApiVersion}";
        var collection = resource.Namespaced ? $"{root}/namespaces/{{namespace}}/{resource.Id.Plural}" : $"{root}/{resource.Id.Plural}";
        if (resource.Verbs.Contains("list"))
        {
            yield return (collection, new JsonObject
            {
                ["get"] = Operation(resource, "list", ListParameters),
                ["post"] = Operation(resource, "post", WriteParameters),
                ["delete"] = Operation(resource, "deletecollection", [.. ListParameters, "dryRun"]),
            });
            if (resource.Namespaced)
                yield return ($"{root}/{resource.Id.Plural}", new JsonObject { ["get"] = Operation(resource, "list", ListParameters) });
            yield return ($"{collection}/{{name}}", Item(resource, deletable: true));
        }
        else
        {
            yield return (collection, new JsonObject { ["post"] = Operation(resource, "post", WriteParameters) });
        }

        if (resource.HasStatus) yield return ($"{collection}/{{name}}/status", Item(resource, deletable: false));
    }

    private static JsonObject Item(ResourceDefinition resource, bool deletable)
    {
        var item = new JsonObject
        {
            ["get"] = Operation(resource, "get", []),
            ["put"] = Operation(resource, "put", WriteParameters),
            ["patch"] = Operation(resource, "patch", [.. WriteParameters, "force"]),
        };
        if (deletable) item["delete"] = Operation(resource, "delete", ["dryRun", "gracePeriodSeconds", "propagationPolicy"]);
        return item;
    }

    private static JsonObject Operation(ResourceDefinition resource, string action, IEnumerable<string> parameters) => new()
    {
        ["parameters"] = new JsonArray([.. parameters.Select(name => new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
        })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = GroupVersionKind(resource),
    };

    public static JsonObject GroupVersionKind(ResourceDefinition resource) =>
        new() { ["group"] = resource.Id.Group, ["kind"] = resource.Kind, ["version"] = resource.Id.Version };
}
