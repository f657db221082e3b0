using Prometheus;

namespace Modelwright.Router.Metrics;

/// <summary>How many requests of a Model wait for a backend now; the operator scales up because of them. Safe for many threads.</summary>
public sealed class WaitingRequests
{
    private readonly Gauge.Child gauge;
    private int count;

    internal WaitingRequests(Gauge.Child gauge) => this.gauge = gauge;

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>One more waits, unless <paramref name="limit"/> do already; then false. Who entered must leave.</summary>
    public bool TryEnter(int limit)
    {
        if (Interlocked.Increment(ref count) <= limit)
        {
            gauge.Inc();
            return true;
        }

        Interlocked.Decrement(ref count);
        return false;
    }

    /// <summary>One waits no longer.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref count);
        gauge.Dec();
    }
}
