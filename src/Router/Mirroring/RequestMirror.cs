using Modelwright.Router.Forwarding;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;

namespace Modelwright.Router.Mirroring;

/// <summary>
/// Copies predictions to the revision that a route names, once the client has its answer, and counts whether the answers say the same. What
/// copies may cost is bounded; beyond the bounds they are dropped and counted.
/// </summary>
public sealed class RequestMirror : IAsyncDisposable
{
    /// <summary>The request header by which a server knows that nobody waits for its answer.</summary>
    public const string ShadowHeader = "modelwright-shadow";

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(10);
    private readonly RouterOptions options;
    private readonly MirrorLimits limits;
    private readonly BackendClients clients;
    private readonly RouterMetrics metrics;
    private readonly Func<int, int> draw;
    private readonly TimeProvider clock;
    private readonly ReplayBudget budget;
    private readonly SemaphoreSlim comparing;
    private readonly CancellationTokenSource stopping = new();
    private readonly ILogger<RequestMirror> logger;
    private int active;
    private int told;

    /// <summary>Copies nothing until <see cref="Begin"/>.</summary>
    /// <param name="options">The replay bound, which is the bound of each body here, too, and the time that a backend has.</param>
    /// <param name="limits">What copies may cost.</param>
    /// <param name="clients">Connections; not disposed.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="draw">A uniform draw from 0 to one less than its argument.</param>
    /// <param name="clock">Ends copies that take too long.</param>
    /// <param name="logger">Told of what should not happen.</param>
    public RequestMirror(RouterOptions options, MirrorLimits limits, BackendClients clients, RouterMetrics metrics,
        Func<int, int> draw, TimeProvider clock, ILogger<RequestMirror> logger)
    {
        (this.options, this.limits, this.clients, this.metrics, this.draw) = (options, limits, clients, metrics, draw);
        (this.clock, this.logger) = (clock, logger);
        budget = new ReplayBudget(limits.Bytes);
        comparing = new SemaphoreSlim(limits.Comparisons);
    }

    /// <summary>Copies that are captured, under way or compared now.</summary>
    public int Active => Volatile.Read(ref active);

    /// <summary>What the copies' budget has left, in bytes.</summary>
    public long BytesLeft => budget.Left;

    /// <summary>
    /// Prepares a copy of a request that goes to a backend; null when none is due. When its answer is complete, say so with
    /// <see cref="MirrorCopy.Answered"/>; without that nothing is sent.
    /// </summary>
    public MirrorCopy? Begin(HttpContext context, ModelRoute route, MirrorRule rule, Backend chosen)
    {
        if (chosen.Revision == rule.Revision || draw(100) >= rule.Percent) return null;
        var request = context.Request;
        if (!RequestPurity.IsPrediction(request.Method, request.Path.Value)) return null;
        if (route.Backends.FirstOrDefault(backend => backend.Revision == rule.Revision) is not { } target) return null;
        var series = metrics.Of(route.Model, target.Revision);
        if (request.ContentLength > options.MaxReplayBytes || !TryEnter())
        {
            series.Mirrored(MirrorOutcome.Dropped);
            return null;
        }

        return new MirrorCopy(context, target, new CapturedBody(options.MaxReplayBytes, budget), budget, copy => Start(copy, rule, series));
    }

    /// <summary>Ends what is under way; its outcome is not counted.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        var start = clock.GetTimestamp();
        while (Active > 0 && clock.GetElapsedTime(start) < ClosingTime) await Task.Delay(CheckInterval, clock);
    }

    private bool TryEnter()
    {
        if (Interlocked.Increment(ref active) <= limits.Copies && !stopping.IsCancellationRequested) return true;
        Interlocked.Decrement(ref active);
        return false;
    }

    private void Start(MirrorCopy copy, MirrorRule rule, RevisionSeries series) => _ = RunAsync(copy, rule, series);

    private async Task RunAsync(MirrorCopy copy, MirrorRule rule, RevisionSeries series)
    {
        // What follows is not the client's connection's work.
        await Task.Yield();
        try
        {
            if (copy.Request is { } request)
            {
                series.Counters.CopySent();
                series.Mirrored(await JudgeAsync(copy.Real!, request, rule));
            }
            else if (copy.IsDue)
            {
                series.Mirrored(MirrorOutcome.Dropped);
            }
        }
        catch (OperationCanceledException)
        {
            // The router ends; whoever counts sees a copy without an outcome.
        }
        catch (Exception e)
        {
            // Nobody waits for this task: a fault that is not foreseen is told once and counted, or its copy would seem under way for ever.
            if (Interlocked.Exchange(ref told, 1) == 0)
                logger.LogError(e, "a copy for revision {Revision} could not be judged; not told again", rule.Revision);
            series.Mirrored(MirrorOutcome.Skipped);
        }
        finally
        {
            copy.Dispose();
            Interlocked.Decrement(ref active);
        }
    }

    private async Task<MirrorOutcome> JudgeAsync(Answer real, HttpRequestMessage request, MirrorRule rule)
    {
        using var body = new CapturedBody(options.MaxReplayBytes, budget);
        using var deadline = new CancellationTokenSource(options.BackendTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping.Token);
        Answer? answer = null;
        try
        {
            answer = await CopyExchange.SendAsync(clients, request, body, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Too late is no answer.
        }

        if (answer is null) return real.Succeeded ? MirrorOutcome.Failed : MirrorOutcome.Agreed;
        await comparing.WaitAsync(stopping.Token);
        try
        {
            // Not where the copy's answer came in: that thread serves other sockets, and to compare large answers takes a while.
            await Task.Yield();
            return AnswerComparison.Judge(real, answer, rule.Tolerance);
        }
        finally
        {
            comparing.Release();
        }
    }
}
