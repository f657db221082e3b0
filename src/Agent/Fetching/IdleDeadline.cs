namespace Modelwright.Agent.Fetching;

/// <summary>A deadline that starts anew with every sign of progress.</summary>
internal sealed class IdleDeadline : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _either;

    public IdleDeadline(TimeSpan limit, TimeProvider time, CancellationToken outer)
    {
        (_limit, _outer) = (limit, outer);
        _expiry = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_expiry.Token, outer);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether this deadline passed, rather than the outer token being cancelled.</summary>
    public bool Expired => _expiry.IsCancellationRequested && !_outer.IsCancellationRequested;

    public void Restart() => _expiry.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _expiry.Dispose();
    }
}
