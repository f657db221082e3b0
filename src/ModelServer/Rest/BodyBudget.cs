namespace Modelwright.ModelServer.Rest;

/// <summary>Bounds the memory that requests hold at the same time, whatever their number and sizes.</summary>
internal sealed class BodyBudget(long maxBytes)
{
    private long taken;

    /// <summary>Bytes that requests hold at the moment.</summary>
    public long Taken => Volatile.Read(ref taken);

    /// <summary>Takes bytes if there are enough left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= maxBytes) return true;
        Interlocked.Add(ref taken, -bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref taken, -bytes);
}
