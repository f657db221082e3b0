using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Api;

/// <summary>Holds requests back: by the client's own rate, and for as long as the server asked with Retry-After.</summary>
public sealed class RequestLimiter(TimeProvider time, double qps, int burst)
{
    // A server may not silence its clients for longer than this.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly TokenBucket bucket = new(time, qps, burst);
    private DateTimeOffset pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Returns when the next request may go.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var own = bucket.Reserve();
        var paused = pausedUntil - time.GetUtcNow();
        var delay = own > paused ? own : paused;
        if (delay > TimeSpan.Zero) await Task.Delay(delay, time, cancellationToken);
    }

    /// <summary>The server asked for a pause.</summary>
    public void Pause(TimeSpan delay)
    {
        var until = time.GetUtcNow() + (delay < LongestPause ? delay : LongestPause);
        if (until > pausedUntil) pausedUntil = until;
    }
}
