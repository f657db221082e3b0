namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>
/// One probe of one run of a container: when to ask next, and what the answers so far add up to. Pure but for its own fields.
/// </summary>
internal sealed class ProbeState(ProbeSpec spec, bool initially, DateTimeOffset started)
{
    private int inARow;
    private bool last;

    public ProbeSpec Spec { get; } = spec;

    /// <summary>The result that counts: it changes only after a threshold of equal answers.</summary>
    public bool Passing { get; private set; } = initially;

    /// <summary>The last answer that failed.</summary>
    public string LastFailure { get; private set; } = "";

    /// <summary>Answers in a row have reached the failure threshold.</summary>
    public bool HasFailed { get; private set; }

    public bool InFlight { get; private set; }

    public DateTimeOffset Due { get; private set; } = started + spec.InitialDelay;

    /// <summary>Takes the turn if it is due.</summary>
    public bool TryBegin(DateTimeOffset now)
    {
        if (InFlight || now < Due) return false;
        InFlight = true;
        Due = now + Spec.Period;
        return true;
    }

    public void Report(ProbeResult result)
    {
        InFlight = false;
        inARow = inARow > 0 && last == result.Success ? inARow + 1 : 1;
        last = result.Success;
        if (!result.Success) LastFailure = result.Message;
        if (inARow < (result.Success ? Spec.SuccessThreshold : Spec.FailureThreshold)) return;
        Passing = result.Success;
        HasFailed = !result.Success;
    }

    /// <summary>Asks again at once, without waiting for the period.</summary>
    public void Hasten(DateTimeOffset now)
    {
        if (now < Due) Due = now;
    }
}
