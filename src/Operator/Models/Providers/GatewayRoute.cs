using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Operator.Gateways;
using Modelwright.Operator.Models.Resources;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// A Model's HTTPRoute, which belongs to the operator whole: what others write into it is put right. Its backends are the Services of the
/// revisions.
/// </summary>
internal static class GatewayRoute
{
    /// <summary>The HTTPRoute.</summary>
    /// <param name="observed">What was seen.</param>
    /// <param name="table">The route.</param>
    /// <param name="stable">Whoever served last; a route to nothing leads there, so that the Gateway says 503 and not 404.</param>
    public static JsonObject Build(ModelObserved observed, RouteTable table, string? stable)
    {
        var (model, space) = (observed.Model, observed.Model.Metadata.NamespaceProperty);
        var body = ModelMetadata.Child<HttpRoute>(model, model.Metadata.Name);
        ChildMetadata.Annotate(body, Labels.RouteRevision, table.Revision.ToString(CultureInfo.InvariantCulture));
        var rule = new JsonObject();
        var hostnames = GatewayAddresses.Hostnames(observed);
        if (hostnames.Count == 0)
            rule["matches"] = new JsonArray(new JsonObject
            {
                ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = $"/v2/models/{model.Metadata.Name}" },
            });
        if (table.Mirror is { } mirror) rule["filters"] = new JsonArray(Copies(mirror));
        var backends = table.Backends.Where(backend => backend.Weight > 0)
            .Select(backend => (JsonNode)Backend(backend.Revision, backend.Weight)).ToList();
        if (backends.Count == 0 && stable is not null) backends.Add(Backend(stable, 100));
        rule["backendRefs"] = new JsonArray([.. backends]);
        var spec = new JsonObject
        {
            ["parentRefs"] = new JsonArray([.. Parents(observed).Select(parent => (JsonNode)Reference(parent, space))]),
            ["rules"] = new JsonArray(rule),
        };
        if (hostnames.Count > 0) spec["hostnames"] = new JsonArray([.. hostnames.Select(name => (JsonNode)name)]);
        body["spec"] = spec;
        return body;
    }

    /// <summary>Gateways that the spec names no more stay until all that it names have taken the route once.</summary>
    private static IEnumerable<GatewayParent> Parents(ModelObserved observed)
    {
        var (wanted, route) = (GatewayCarriers.Parents(observed), observed.Gateway?.Route);
        return route is null || wanted.All(parent => GatewayCarriers.Serves(route, parent)) ? wanted : wanted.Union(route.Parents);
    }

    private static JsonObject Reference(GatewayParent parent, string @namespace)
    {
        var reference = new JsonObject { ["name"] = parent.Name };
        if (parent.Namespace != @namespace) reference["namespace"] = parent.Namespace;
        if (parent.SectionName is { } section) reference["sectionName"] = section;
        return reference;
    }

    private static JsonObject Backend(string revision, int weight) =>
        new JsonObject { ["name"] = revision, ["port"] = Names.HttpPortNumber, ["weight"] = weight };

    private static JsonObject Copies(RouteMirror mirror) => new()
    {
        ["type"] = "RequestMirror",
        ["requestMirror"] = new JsonObject
        {
            ["backendRef"] = new JsonObject { ["name"] = mirror.Revision, ["port"] = Names.HttpPortNumber },
            ["percent"] = mirror.Percent,
        },
    };
}
