namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>How far the end of a run has come: preStop hook, SIGTERM, at the deadline SIGKILL.</summary>
internal sealed class ContainerStop(DateTimeOffset deadline)
{
    /// <summary>When patience ends; a later request may bring it forward.</summary>
    public DateTimeOffset Deadline { get; set; } = deadline;

    /// <summary>When a preStop <c>sleep</c> is over; null: no sleep.</summary>
    public DateTimeOffset? HookEnds { get; set; }

    /// <summary>A preStop command or request has not answered yet.</summary>
    public bool HookRuns { get; set; }

    public bool Terminated { get; set; }

    public bool Killed { get; set; }
}
