using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Admin;

/// <summary><c>/v1/routes</c>: what the operator pushes and reads. Every request needs a token.</summary>
public sealed class RoutesEndpoint(RouteStore routes, RouterMetrics metrics, ILogger<RoutesEndpoint> logger)
{
    private const string Source = "push";

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder endpoints, BearerGate gate)
    {
        endpoints.MapGet("/v1/routes", gate.Guard(List));
        endpoints.MapPut("/v1/routes/{model}", gate.Guard(PutAsync));
        endpoints.MapDelete("/v1/routes/{model}", gate.Guard(DeleteAsync));
    }

    private Task List(HttpContext context) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonObject
    {
        ["routes"] = new JsonArray([.. routes.Current.Routes.OrderBy(r => r.Model, StringComparer.Ordinal)
            .Select(r => new JsonObject { ["model"] = r.Model, ["revision"] = r.Revision })]),
    });

    private async Task PutAsync(HttpContext context)
    {
        var model = (string)context.Request.RouteValues["model"]!;
        if (await BoundedBody.ReadAsync(context.Request, RouteDocumentReader.MaxBytes) is not { } body)
        {
            metrics.Offered(Source, RouteOutcome.Invalid);
            await JsonAnswer.WriteAsync(context, StatusCodes.Status413PayloadTooLarge,
                new JsonObject { ["error"] = $"at most {RouteDocumentReader.MaxBytes} bytes are allowed" });
            return;
        }

        var reading = RouteDocumentReader.Read(body, model);
        var update = reading.Route is { } route
            ? routes.Put(route)
            : new RouteUpdate(RouteOutcome.Invalid, routes.Current[model]?.Revision ?? 0, reading.Error);
        await Report(context, model, update);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        var model = (string)context.Request.RouteValues["model"]!;
        var update = !Names.IsLabel(model) ? new RouteUpdate(RouteOutcome.Invalid, 0, $"{Names.Quote(model)} is not a DNS label")
            : long.TryParse(context.Request.Query["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                && revision > 0
                ? routes.Remove(model, revision)
                : new RouteUpdate(RouteOutcome.Invalid, 0, "revision: give the revision to remove as ?revision=N, a whole number from 1");
        await Report(context, model, update);
    }

    private Task Report(HttpContext context, string model, RouteUpdate update)
    {
        metrics.Offered(Source, update.Outcome);
        var accepted = update.Outcome is RouteOutcome.Applied or RouteOutcome.Unchanged or RouteOutcome.Removed;
        logger.Log(accepted ? LogLevel.Information : LogLevel.Warning, "route {Model}: {Outcome}, revision {Revision}: {Message}",
            Names.Quote(model), update.Outcome, update.Revision, update.Message);
        var status = update.Outcome switch
        {
            RouteOutcome.Applied or RouteOutcome.Unchanged or RouteOutcome.Removed => StatusCodes.Status200OK,
            RouteOutcome.Stale or RouteOutcome.Conflict => StatusCodes.Status409Conflict,
            RouteOutcome.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status400BadRequest,
        };
        return JsonAnswer.WriteAsync(context, status, accepted
            ? new JsonObject { ["model"] = model, ["revision"] = update.Revision }
            : new JsonObject { ["error"] = update.Message, ["revision"] = update.Revision });
    }
}
