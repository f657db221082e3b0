using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Controllers;

/// <summary>Decides what a failed reconciliation means: whom to tell, what to count, when to try again.</summary>
internal sealed class ReconcileErrors<TKey>(string controller, IReconciler<TKey> reconciler, RetryBackoff<TKey> backoff,
    ControllerServices services,
    ILogger logger) where TKey : notnull
{
    // What only a person can put right (a role, a name that is taken) is looked at again at this pace.
    private static readonly TimeSpan SlowRetry = TimeSpan.FromMinutes(5);

    /// <summary>Trying again is of no use before a person changed something.</summary>
    public static bool IsRefusal(Exception error) =>
        error is NotOwnedException or ApiException { Error: ApiError.Forbidden or ApiError.Invalid or ApiError.ApplyConflict };

    /// <summary>When to look again; after a refusal no later than <paramref name="sooner"/>.</summary>
    public Requeue? Handle(TKey key, Exception error, bool stopping, bool timedOut, TimeSpan? sooner = null)
    {
        switch (error)
        {
            case LeadershipLostException:
                // Perhaps nobody took the lease, and a renewal that was only late keeps it; otherwise the process ends anyway.
                return new Requeue(backoff.Failed(key), QueuePriority.Normal);
            case OperationCanceledException when stopping:
                return null;
            case OperationCanceledException when timedOut:
                return Retry(key, $"not done within {services.Options.ReconcileTimeout}", null);
            case ApiException { IsRace: true } race:
                logger.LogDebug("{Key}: {Message}; looking again", key, race.Message);
                services.Metrics.ReconcileTotal.WithLabels(controller, "requeue").Inc();
                return new Requeue(backoff.Failed(key), QueuePriority.Normal);
            case ApiException refused when IsRefusal(refused):
                return RetrySlowly(key, refused.Reason ?? refused.Error.ToString(), refused.Message, sooner);
            case NotOwnedException taken:
                return RetrySlowly(key, "NotOwned", taken.Message, sooner);
            case ApiException failed:
                return Retry(key, failed.Message, failed.RetryAfter);
            default:
                services.Metrics.ReconcilePanics.WithLabels(controller).Inc();
                logger.LogError(error, "{Key}: unforeseen", key);
                Tell(key, "InternalError", $"{error.GetType().Name}: {error.Message}");
                return Retry(key, error.Message, null);
        }
    }

    public void Terminal(TKey key, string reason, string message)
    {
        services.Metrics.ReconcileTotal.WithLabels(controller, "error").Inc();
        services.Metrics.TerminalErrors.WithLabels(controller).Inc();
        logger.LogWarning("{Key}: {Reason}: {Message}", key, reason, message);
        Tell(key, reason, message);
    }

    private Requeue RetrySlowly(TKey key, string reason, string message, TimeSpan? sooner)
    {
        Count();
        var delay = sooner < SlowRetry ? sooner.Value : SlowRetry;
        logger.LogWarning("{Key}: {Reason}: {Message}; trying again in {Delay}", key, reason, message, delay);
        Tell(key, reason, message);
        return new Requeue(delay, QueuePriority.Low);
    }

    private Requeue Retry(TKey key, string message, TimeSpan? atLeast)
    {
        Count();
        services.Metrics.QueueRetries.WithLabels(controller).Inc();
        var delay = backoff.Failed(key);
        if (atLeast > delay) delay = atLeast.Value;
        logger.LogWarning("{Key}: {Message}; trying again in {Delay}", key, message, delay);
        return new Requeue(delay, QueuePriority.Normal);
    }

    private void Count()
    {
        services.Metrics.ReconcileTotal.WithLabels(controller, "error").Inc();
        services.Metrics.ReconcileErrors.WithLabels(controller).Inc();
    }

    private void Tell(TKey key, string reason, string message)
    {
        if (reconciler.Describe(key) is { } regarding)
            services.Recorder.Record(regarding, EventSeverity.Warning, reason, "Reconcile", message);
    }
}
