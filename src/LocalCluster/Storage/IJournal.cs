namespace Modelwright.LocalCluster.Storage;

/// <summary>Where writes are made durable.</summary>
public interface IJournal : IDisposable
{
    /// <summary>Hands a write over. Called in revision order, under the writer's lock.</summary>
    void Append(StoreEvent write);

    /// <summary>Returns when the write of a revision, and all before it, survive a power cut. Many callers share one flush.</summary>
    void WaitDurable(long revision);

    /// <summary>Called after each commit, under the writer's lock: the chance to shorten the journal.</summary>
    void Committed(StoreState state);
}
