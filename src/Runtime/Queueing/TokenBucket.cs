namespace Modelwright.Runtime.Queueing;

/// <summary>Allows <paramref name="rate"/> uses per second on average and <paramref name="burst"/> at once.</summary>
public sealed class TokenBucket(TimeProvider time, double rate, int burst)
{
    private double tokens = burst;
    private long last = time.GetTimestamp();

    /// <summary>Takes a token, now or from the future, and says how long to wait for it.</summary>
    public TimeSpan Reserve()
    {
        Refill();
        tokens -= 1;
        return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / rate);
    }

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake()
    {
        Refill();
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
    }

    /// <summary>Unused for long enough to be full: as good as a new one.</summary>
    public bool IsFull
    {
        get
        {
            Refill();
            return tokens >= burst;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        tokens = Math.Min(burst, tokens + (time.GetElapsedTime(last, now).TotalSeconds * rate));
        last = now;
    }
}
