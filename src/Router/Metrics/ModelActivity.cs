namespace Modelwright.Router.Metrics;

/// <summary>Whether anybody asks for a Model that may be scaled to zero. Safe for many threads.</summary>
public sealed class ModelActivity
{
    private long arrivals;
    private long open;

    /// <summary>Requests that have come since the router's start.</summary>
    public long Arrivals => Interlocked.Read(ref arrivals);

    /// <summary>Requests that have no whole answer yet, those that wait included.</summary>
    public long Open => Interlocked.Read(ref open);

    /// <summary>A request came. Who calls this must call <see cref="End"/>.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref open);
        Interlocked.Increment(ref arrivals);
    }

    /// <summary>It was answered, or its client is gone.</summary>
    public void End() => Interlocked.Decrement(ref open);
}
