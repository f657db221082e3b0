using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Resources;

/// <summary>The Services: one per revision, for routers; one for the Model, on the routers.</summary>
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
    /// The stable address: the namespace's routers, with the route that they are meant to follow. The route stands here, beside the
    /// address it is about, as the record of the decision; routers get it pushed, and a ConfigMap repeats it for their cold start.
    /// </summary>
    public static JsonObject Stable(Model model, RouteTable? route)
    {
        var body = ModelMetadata.Child<V1Service>(model, model.Metadata.Name);
        if (route is not null) ChildMetadata.Annotate(body, Labels.Route, route.ToJson());
        body["spec"] = Spec(new JsonObject { [Labels.ManagedBy] = Labels.ManagedByValue, [Labels.Name] = Labels.Router });
        return body;
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
