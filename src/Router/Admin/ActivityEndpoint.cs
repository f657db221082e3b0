using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Router.Access;
using Modelwright.Router.Draining;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Admin;

/// <summary>
/// <c>/v1/activity</c>: what the operator scales Models to zero and back by, and which Secrets of theirs are missing. With <c>seen</c> the
/// answer waits until a request begins to wait for a Model at zero (or a Secret comes or goes), so that the operator hears of it at once
/// and has to ask rarely. Every request needs a token.
/// </summary>
public sealed class ActivityEndpoint(RouteStore routes, RouterMetrics metrics, RouteSecrets secrets, DrainState drain, TimeProvider clock)
{
    /// <summary>The longest wait, in seconds.</summary>
    public const int MaxWaitSeconds = 30;

    /// <summary>Adds the endpoint.</summary>
    public void Map(IEndpointRouteBuilder endpoints, BearerGate gate) => endpoints.MapGet("/v1/activity", gate.Guard(GetAsync));

    private async Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (Number(query["seen"], long.MaxValue, out var seen) is { } problem
            || (problem = Number(query["wait"], MaxWaitSeconds, out var wait)) is not null)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, new JsonObject { ["error"] = problem });
            return;
        }

        // Who leaves answers at once: the admin port must close soon.
        if (seen is { } known && wait is { } seconds && drain.IsReady)
            await metrics.Activity.WaitAsync(known, TimeSpan.FromSeconds(seconds), clock, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            ["start"] = metrics.Counters.Start,
            ["calls"] = metrics.Activity.Calls,
            ["models"] = new JsonArray([.. routes.Current.Routes.Where(IsTold).Select(Describe)]),
        });
    }

    private static bool IsTold(ModelRoute route) => route.Activation is not null || route.Access is not null;

    private JsonObject Describe(ModelRoute route)
    {
        var activity = metrics.Activity.Of(route.Model);
        var told = new JsonObject
        {
            ["model"] = route.Model,
            ["arrivals"] = activity.Arrivals,
            ["open"] = activity.Open,
            ["waiting"] = metrics.Waiting(route.Model).Count,
        };
        if (secrets.Problem(route.Access) is { } problem) told["problem"] = problem;
        return told;
    }

    private static string? Number(Microsoft.Extensions.Primitives.StringValues given, long most, out long? number)
    {
        number = null;
        if (given.Count == 0) return null;
        if (given is not [{ } text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > most)
            return $"seen and wait: give whole numbers; wait is at most {MaxWaitSeconds} seconds";
        number = value;
        return null;
    }
}
