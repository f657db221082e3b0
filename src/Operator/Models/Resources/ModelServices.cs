using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Resources;

/// <summary>The Services: one per revision, for whoever divides requests; one for the Model.</summary>
internal static class ModelServices
{
    /// <summary>The revision's pods.</summary>
    public static JsonObject Revision(Model model, string revision)
    {
        var body = ModelMetadata.RevisionChild<V1Service>(model, revision);
        body["spec"] = Spec(new JsonObject { [Labels.Revision] = revision });
        return body;
    }

    /// <summary>
    /// The stable address: the namespace's routers, or without them the pods that may have requests. The route stands here, beside the
    /// address it is about, as the record of the decision; routers get it pushed, and a ConfigMap repeats it for their cold start.
    /// </summary>
    public static JsonObject Stable(Model model, RouteDecision route, ProviderRecord provider)
    {
        var body = ModelMetadata.Child<V1Service>(model, model.Metadata.Name);
        if (route.Wanted is { } table) ChildMetadata.Annotate(body, Labels.Route, table.ToJson());
        if (provider.ToText() is { } text) ChildMetadata.Annotate(body, Labels.Provider, text);
        body["spec"] = Spec(Selector(model.Metadata.Name, route));
        return body;
    }

    /// <summary>
    /// Without routers: one revision's pods, or, while several have a share with provider None, all pods of the Model. It only ever grows
    /// by pods that are ready, and shrinks to such (ADR 130). Before there is a revision to serve, nothing.
    /// </summary>
    private static JsonObject Selector(string model, RouteDecision route)
    {
        if (route.Next == TrafficProvider.Router)
            return new() { [Labels.ManagedBy] = Labels.ManagedByValue, [Labels.Name] = Labels.Router };
        return route.Next == TrafficProvider.None && route.Wanted?.Backends.Count(backend => backend.Weight > 0) > 1
            ? new() { [Labels.Model] = model, [Labels.Name] = Labels.ModelServer }
            : new() { [Labels.Model] = model, [Labels.Revision] = route.Chosen ?? "none" };
    }

    private static JsonObject Spec(JsonObject selector) => new()
    {
        ["type"] = "ClusterIP",
        ["selector"] = selector,
        ["ports"] = new JsonArray(new JsonObject
        {
            ["name"] = Names.HttpPort,
            ["port"] = Names.HttpPortNumber,
            ["protocol"] = "TCP",
            ["targetPort"] = Names.HttpPort,
        }),
    };
}
