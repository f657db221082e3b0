using System.Text.Json.Nodes;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Admin;

/// <summary><c>/v1/counters</c>: what the operator's analysis of a rollout reads. Every request needs a token.</summary>
public sealed class CountersEndpoint(RouteStore routes, RouterMetrics metrics)
{
    /// <summary>Adds the endpoint.</summary>
    public void Map(IEndpointRouteBuilder endpoints, BearerGate gate) => endpoints.MapGet("/v1/counters", gate.Guard(Get));

    private Task Get(HttpContext context)
    {
        var asked = context.Request.Query["model"];
        if (asked is not [{ Length: > 0 } model])
            return JsonAnswer.WriteAsync(context, StatusCodes.Status400BadRequest,
                new JsonObject { ["error"] = "model: give the name of one Model as ?model=NAME" });
        if (routes.Current[model] is not { } route)
            return JsonAnswer.WriteAsync(context, StatusCodes.Status404NotFound,
                new JsonObject { ["error"] = $"there is no route {Names.Quote(model)}" });
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            ["start"] = metrics.Counters.Start,
            ["model"] = model,
            ["route"] = route.Revision,
            ["waiting"] = metrics.Waiting(model).Count,
            ["revisions"] = metrics.Counters.ToJson(route),
        });
    }
}
