using Microsoft.Extensions.ObjectPool;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// Cancels an attempt when nothing moved for too long or when the client goes away. Made once and used for many attempts, one after the
/// other.
/// </summary>
public sealed class SilenceDeadline : IResettable, IDisposable
{
    private readonly TimeSpan timeout;
    private readonly CancellationTokenSource source;
    private CancellationTokenRegistration client;

    /// <summary>Makes a deadline that is not running.</summary>
    public SilenceDeadline(TimeSpan timeout, TimeProvider clock)
    {
        this.timeout = timeout;
        source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
    }

    /// <summary>What the attempt is to heed.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Begins an attempt.</summary>
    public void Begin(CancellationToken aborted)
    {
        client = aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        Moved();
    }

    /// <summary>Something came or went: the time begins anew.</summary>
    public void Moved() => source.CancelAfter(timeout);

    /// <summary>Ends the attempt; false when the deadline cannot be used for another one.</summary>
    public bool TryReset()
    {
        client.Dispose();
        client = default;
        return source.TryReset();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        client.Dispose();
        source.Dispose();
    }
}
