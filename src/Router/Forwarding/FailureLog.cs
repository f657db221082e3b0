using Modelwright.Router.Routes;

namespace Modelwright.Router.Forwarding;

/// <summary>Tells of failed attempts, at most <see cref="PerSecond"/> a second: an outage must not drown its own explanation.</summary>
public sealed class FailureLog(ILogger<FailureLog> logger, TimeProvider clock)
{
    /// <summary>Lines per second.</summary>
    public const int PerSecond = 5;

    private readonly Lock gate = new();
    private long second;
    private int written;
    private int suppressed;

    /// <summary>Logs a failed attempt; what the client did is only of interest when debugging.</summary>
    public void Attempt(string model, Backend backend, AttemptResult failure, int attempt)
    {
        var level = failure.Kind is AttemptFailure.ClientGone or AttemptFailure.ClientBody ? LogLevel.Debug : LogLevel.Warning;
        if (!logger.IsEnabled(level) || !Allowed(out var before)) return;
        logger.Log(level,
            "attempt {Attempt} for model {Model}, revision {Revision} at {Address} failed: {Failure}: {Error} "
                + "({Suppressed} lines left out before)",
            attempt, model, backend.Revision, backend.Address, failure.Kind, failure.Exception?.GetBaseException().Message, before);
    }

    private bool Allowed(out int before)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            if (now != second) (second, written) = (now, 0);
            before = suppressed;
            if (++written > PerSecond)
            {
                suppressed++;
                return false;
            }

            suppressed = 0;
            return true;
        }
    }
}
