using Modelwright.Router.Forwarding;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Activation;

/// <summary>
/// Lets a request for a Model that is scaled to zero wait for a backend, where the Model's route asks for that, and answers it where the
/// wait was in vain.
/// </summary>
/// <param name="room">Where requests wait.</param>
/// <param name="routes">The table in force.</param>
/// <param name="metrics">Counts how waits end.</param>
/// <param name="clock">Measures.</param>
public sealed class ActivationGate(WaitingRoom room, RouteStore routes, ActivationMetrics metrics, TimeProvider clock)
{
    // What Kestrel reads ahead of a body that nobody has asked for, and about what a request costs besides.
    private const long MaxReadAhead = 1 << 20;
    private const long RequestCost = 32_768;

    /// <summary>Whether to look for a backend again; false when the request was answered or its client is gone.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">Its route, without backend.</param>
    /// <param name="limits">How the route wants requests to wait.</param>
    /// <param name="start">The timestamp of the request's arrival: its time to wait begins there, however often the route changes.</param>
    public async Task<bool> WaitAsync(HttpContext context, ModelRoute route, ActivationRule limits, long start)
    {
        var request = context.Request;
        var left = TimeSpan.FromSeconds(limits.TimeoutSeconds) - clock.GetElapsedTime(start);
        var outcome = await room.WaitAsync(route.Model, limits.MaxRequests, left,
            RequestCost + Math.Min(request.ContentLength ?? MaxReadAhead, MaxReadAhead), IsNeeded, context.RequestAborted);
        metrics.Ended(outcome);
        if (outcome == WaitOutcome.Changed) return true;
        if (outcome != WaitOutcome.ClientGone)
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable,
                $"model '{route.Model}': {route.Reason ?? "it is scaled to zero and starting"}: {Reason(outcome, limits)}; try again");
        return false;

        bool IsNeeded() => routes.Current[route.Model] is { HasBackend: false, Activation: not null };
    }

    private static string Reason(WaitOutcome outcome, ActivationRule limits) => outcome switch
    {
        WaitOutcome.TooMany => $"{limits.MaxRequests} requests wait for it already",
        WaitOutcome.TooLarge => "the requests that wait hold all memory there is for them",
        WaitOutcome.Leaving => "this router leaves",
        _ => $"no replica was ready within {limits.TimeoutSeconds} s",
    };
}
