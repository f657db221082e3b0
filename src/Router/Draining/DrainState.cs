namespace Modelwright.Router.Draining;

/// <summary>The phase of this process. Phases only go forward.</summary>
public sealed class DrainState
{
    private volatile DrainPhase phase = DrainPhase.Starting;
    private int connections;

    /// <summary>The phase now.</summary>
    public DrainPhase Phase => phase;

    /// <summary>Whether new traffic is welcome.</summary>
    public bool IsReady => phase == DrainPhase.Serving;

    /// <summary>Client connections open now.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Goes forward to a phase.</summary>
    public void Enter(DrainPhase next)
    {
        if (next > phase) phase = next;
    }

    /// <summary>Counts a client connection in (+1) or out (-1).</summary>
    public void Count(int change) => Interlocked.Add(ref connections, change);
}
