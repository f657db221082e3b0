namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>
/// The kubelet's crash-loop backoff: the first restart is immediate, then 10 s doubling to 5 min, counted from the end of the last run;
/// it starts anew when nothing was restarted for twice the longest delay.
/// </summary>
internal sealed class RestartBackoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private DateTimeOffset lastRestart;

    /// <summary>The delay in force; zero before the first restart.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>When a container that ended at a time may start again.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset finished) => HasExpired(finished) ? finished : finished + Delay;

    /// <summary>A restart happens now.</summary>
    public void Restarted(DateTimeOffset now)
    {
        Delay = Delay == TimeSpan.Zero || HasExpired(now) ? First : TimeSpan.FromTicks(Math.Min(Delay.Ticks * 2, Longest.Ticks));
        lastRestart = now;
    }

    private bool HasExpired(DateTimeOffset at) => at - lastRestart > Longest * 2;
}
