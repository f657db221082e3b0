namespace Modelwright.Router.Forwarding;

/// <summary>Bounds the bytes that all requests together keep for a replay.</summary>
public sealed class ReplayBudget(long bytes)
{
    private long left = bytes;

    /// <summary>What is still free.</summary>
    public long Left => Interlocked.Read(ref left);

    /// <summary>Takes a share, or nothing when too little is left.</summary>
    public bool TryTake(int share)
    {
        if (Interlocked.Add(ref left, -share) >= 0) return true;
        Interlocked.Add(ref left, share);
        return false;
    }

    /// <summary>Gives a share back.</summary>
    public void Return(int share) => Interlocked.Add(ref left, share);
}
