using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Api;

/// <summary>Subresources that are not views of an object: logs, evictions.</summary>
internal sealed class SpecialSubresources(ApiMachinery machinery, ObjectRemover remover, Subresources subresources, TokenRequests tokens)
{
    public delegate ApiResponse Handler(ApiRequest request, RequestInfo info, QueryParameters query, UserInfo user);

    public IPodLogSource? Logs { get; set; }

    /// <summary>Who answers; null when the subresource is an ordinary one, or there is none.</summary>
    public Handler? Find(ResourceDefinition resource, RequestInfo info)
    {
        if (!resource.OtherSubresources.Contains(info.Subresource)) return null;
        return (info.Resource, info.Subresource, info.Verb) switch
        {
            ("pods", "log", "get") => Log,
            ("pods", "eviction", "create") => Evict,
            ("serviceaccounts", "token", "create") => (request, info, _, _) => tokens.Answer(request, info),
            (_, "finalize", _) => null,
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }

    private ApiResponse Log(ApiRequest request, RequestInfo info, QueryParameters query, UserInfo user)
    {
        if (machinery.Store.Published.Find(Pods.Key(info.Namespace, info.Name)) is null) throw ApiErrors.NotFound(Pods.Name, info.Name);
        if (Logs is not { } logs)
            throw new ApiException(503, "ServiceUnavailable", "no node of this cluster runs pods, so there are no logs");
        var since = query.Integer("sinceSeconds") is { } seconds
            ? machinery.Options.Clock.GetUtcNow().AddSeconds(-seconds)
            : Timestamps.Parse(query["sinceTime"]);
        var options = new PodLogQuery
        {
            Container = query["container"] is { Length: > 0 } container ? container : null,
            Follow = query.Flag("follow"),
            Previous = query.Flag("previous"),
            Timestamps = query.Flag("timestamps"),
            TailLines = (int?)query.Integer("tailLines"),
            Since = since,
            LimitBytes = query.Integer("limitBytes"),
        };
        return new ApiResponse
        {
            ContentType = "text/plain; charset=utf-8",
            Writer = (destination, stop) => logs.WriteAsync(info.Namespace, info.Name, options, destination, stop),
        };
    }

    private ApiResponse Evict(ApiRequest request, RequestInfo info, QueryParameters query, UserInfo user)
    {
        var body = RequestBody.ReadObject(request);
        var options = DeleteOptions.Of(body["deleteOptions"], query);
        var status = new WriteTarget(Pods, info.Namespace, info.Name, "status");
        if (!options.DryRun) subresources.Update(status, MarkDisrupted, new WriteOptions("kube-apiserver"));
        remover.Delete(new WriteTarget(Pods, info.Namespace, info.Name), options);
        return ApiResponse.Of(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        }, 201);
    }

    // Says of a pod that still lives that its end is not its own doing: Jobs may choose not to count it.
    private JsonObject? MarkDisrupted(JsonObject pod)
    {
        if (pod.Text("metadata", "deletionTimestamp") is not null || pod.Text("status", "phase") is "Succeeded" or "Failed") return null;
        var status = pod.Make("status");
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        conditions.RemoveAll(one => one.Text("type") == "DisruptionTarget");
        conditions.Add(new JsonObject
        {
            ["type"] = "DisruptionTarget",
            ["status"] = "True",
            ["lastTransitionTime"] = Timestamps.Seconds(machinery.Now),
            ["reason"] = "EvictionByEvictionAPI",
            ["message"] = "Eviction API: evicting",
        });
        return pod;
    }

    private ResourceDefinition Pods => machinery.Registry.Find(new ResourceId("", "v1", "pods"))!;
}
