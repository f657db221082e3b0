using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Modelwright.Router.Access;
using Modelwright.Router.Activation;
using Modelwright.Router.Draining;
using Modelwright.Router.Metrics;
using Modelwright.Router.Mirroring;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// Answers one request: finds its route, draws a backend, forwards, and tries again where <see cref="RetryPolicy"/> allows it.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="routes">The table in force; read anew for every attempt, so that a retry follows a change.</param>
/// <param name="draw">A uniform draw from 0 to one less than its argument; must be safe for many threads.</param>
/// <param name="attempts">Makes one attempt.</param>
/// <param name="activation">Where requests wait for a Model that is scaled to zero.</param>
/// <param name="access">Keeps to what routes ask of clients.</param>
/// <param name="mirror">Copies requests to a revision that a route names.</param>
/// <param name="metrics">Counts.</param>
/// <param name="log">Tells of failures, a few per second at most.</param>
/// <param name="drain">Says when connections are to be closed.</param>
/// <param name="clock">Measures and waits.</param>
public sealed class RequestForwarder(
    RouterOptions options, RouteStore routes, Func<int, int> draw, AttemptSender attempts, ActivationGate activation,
    AccessGate access, RequestMirror mirror, RouterMetrics metrics, FailureLog log, DrainState drain, TimeProvider clock)
{
    private readonly ReplayBudget budget = new(options.ReplayBudgetBytes);
    private readonly UserSlots users = new(draw);

    /// <summary>Handles the request; every path ends with an answer or with a client that went away.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (drain.Phase == DrainPhase.Closing) context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        if (HttpMethods.IsConnect(context.Request.Method) || HttpMethods.IsTrace(context.Request.Method))
        {
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not for models");
            return;
        }

        if (context.Request.ContentLength > options.MaxRequestBytes)
        {
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status413PayloadTooLarge,
                $"the body has {context.Request.ContentLength} bytes; at most {options.MaxRequestBytes} are allowed");
            return;
        }

        var pure = RequestPurity.IsPure(context.Request.Method, context.Request.Path.Value);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            await ForwardAsync(context, null, pure);
            return;
        }

        await using var body =
            new ReplayStream(context.Request.Body, pure ? options.MaxReplayBytes : 0, context.Request.ContentLength, budget);
        context.Request.Body = body;
        await ForwardAsync(context, body, pure);
    }

    /// <summary>Counts the request where its Model may be scaled to zero, from its arrival to its end.</summary>
    private async Task ForwardAsync(HttpContext context, ReplayStream? body, bool pure)
    {
        var found = Find(context);
        if (found?.Access is { } rule && !await access.AdmitAsync(context, found.Model, rule)) return;
        var activity = found is { Activation: not null } ? metrics.Activity.Of(found.Model) : null;
        activity?.Begin();
        try
        {
            await AttemptAsync(context, found, body, pure);
        }
        finally
        {
            activity?.End();
        }
    }

    private async Task AttemptAsync(HttpContext context, ModelRoute? found, ReplayStream? body, bool pure)
    {
        var arrival = clock.GetTimestamp();
        var start = arrival;
        string? failed = null;
        var uncertain = 0;
        RequestTally tally = default;
        MirrorCopy? copy = null;
        for (var (attempt, now) = (1, found); ; attempt++, now = Find(context))
        {
            if (now is not { } route)
            {
                metrics.Unrouted("no_route");
                await ErrorAnswer.WriteAsync(context, StatusCodes.Status404NotFound, NoRoute(context));
                return;
            }

            // The host is another Model's now, or this one asks for more: what the client showed was for the route that it came by.
            if (route.Access is { } asked && (route.Model, asked) != (found!.Model, found.Access)
                && !await access.AdmitAsync(context, route.Model, asked)) return;
            if (Choose(context, route, attempt, failed) is not { } backend)
            {
                if (route.Activation is { } limits)
                {
                    if (!await activation.WaitAsync(context, route, limits, arrival)) return;
                    // A cold start is nobody's latency: the revision's time begins when there is one.
                    start = clock.GetTimestamp();
                    attempt--;
                    continue;
                }

                metrics.Unrouted("no_backend");
                await ErrorAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable,
                    $"model '{route.Model}' has no backend: {route.Reason ?? "no revision has weight"}");
                return;
            }

            var series = metrics.Of(route.Model, backend.Revision);
            tally.Attempt(series);
            if (attempt == 1 && route.Mirror is { } rule) copy = mirror.Begin(context, route, rule, backend);
            var result = await attempts.SendAsync(context, backend, body, series, fresh: attempt > 1);
            if (result is { } failure)
            {
                series.Failed(failure.Kind);
                tally.Failed(series, failure.Kind);
                log.Attempt(route.Model, backend, failure, attempt);
                if (failure.Kind == AttemptFailure.Closed) uncertain++;
                if (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted &&
                    RetryPolicy.MayRetry(failure.Kind, attempt, pure, uncertain, IsElsewhere(context, backend, attempt + 1)) &&
                    (body is null || body.TryRewind()))
                {
                    series.Retried(failure.Kind);
                    failed ??= backend.Revision;
                    context.Response.Clear();
                    var pause = Task.Delay(RetryPolicy.Pause(failure.Kind, attempt), clock, context.RequestAborted);
                    await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
                }

                await FailureAnswer.WriteAsync(context, route, backend, failure, options);
            }

            var (status, duration) = (Status(context, result), clock.GetElapsedTime(start));
            series.Answered(status);
            series.Duration.Observe(duration.TotalSeconds);
            tally.Ended(series, status, context.Response, duration);
            if (result is null && status != 0) copy?.Answered(backend, body);
            return;
        }
    }

    private ModelRoute? Find(HttpContext context) => routes.Current.Find(context.Request.Host.Value, context.Request.Path.Value);

    private bool IsElsewhere(HttpContext context, Backend failed, int attempt) =>
        attempt >= RetryPolicy.FirstAttemptElsewhere &&
        Find(context)?.HasBackendOtherThan(failed.Revision) == true;

    // An answer that broke off had a good status, and its connection was ended by this side.
    private static int Status(HttpContext context, AttemptResult? result) =>
        result is { Kind: AttemptFailure.Response } ? StatusCodes.Status502BadGateway
        : context.RequestAborted.IsCancellationRequested ? 0
        : context.Response.StatusCode;

    private Backend? Choose(HttpContext context, ModelRoute route, int attempt, string? failed)
    {
        if (!route.HasBackend) return null;
        if (failed is not null && attempt >= RetryPolicy.FirstAttemptElsewhere && route.BackendOtherThan(failed, draw) is { } other)
            return other;
        // Until then a retry stays with the revision that was drawn, or the weights would not be those of the route.
        if (failed is not null)
            foreach (var backend in route.Backends)
                if (backend.Revision == failed && backend.Weight > 0)
                    return backend;
        return route.BackendAt(route.Sticky is { } rule ? users.Of(context, rule) : draw(ModelRoute.Slots));
    }

    private static string NoRoute(HttpContext context) =>
        $"no model is served as host {Names.Quote(context.Request.Host.Value)} or path {Names.Quote(context.Request.Path.Value)}; " +
        "use the Model's address (its status.url) or /v2/models/NAME";
}
