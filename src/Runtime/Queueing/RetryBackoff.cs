namespace Modelwright.Runtime.Queueing;

/// <summary>
/// How long to wait before trying a key again: 5 ms, doubled with every failure up to 5 minutes, plus up to 10 % jitter; and for all keys
/// together not more than 10 a second after a burst of 100. Never gives up; success forgets.
/// </summary>
public sealed class RetryBackoff<TKey>(TimeProvider time, Random random) where TKey : notnull
{
    /// <summary>After the first failure.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest delay of one key, without jitter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<TKey, int> failures = [];
    private readonly TokenBucket together = new(time, rate: 10, burst: 100);

    /// <summary>Counts a failure and returns the delay.</summary>
    public TimeSpan Failed(TKey key)
    {
        var count = failures.GetValueOrDefault(key);
        failures[key] = count + 1;
        // 2^17 · 5 ms is beyond the cap already; the exponent must not overflow however often a key fails.
        var own = Math.Min(Longest.Ticks, First.Ticks << Math.Min(count, 17));
        var jittered = TimeSpan.FromTicks(own + (long)(own * 0.1 * random.NextDouble()));
        var shared = together.Reserve();
        return jittered > shared ? jittered : shared;
    }

    /// <summary>How often in a row the key failed.</summary>
    public int Failures(TKey key) => failures.GetValueOrDefault(key);

    /// <summary>The key succeeded, or is gone.</summary>
    public void Forget(TKey key) => failures.Remove(key);
}
