namespace Modelwright.ModelServer.Execution;

/// <summary>
/// Stops runs that take too long or that nobody waits for, and knows when one does not stop. Looks only while there are runs: begin and end
/// of a run cost no timer of their own.
/// </summary>
internal sealed class RunWatch : IDisposable
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly List<WatchedRun> running = [];
    private readonly Stack<WatchedRun> idle = new();
    private readonly TimeSpan grace;
    private readonly TimeSpan period;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private bool looking;
    private bool stopping;

    /// <param name="timeout">How long a run may take.</param>
    /// <param name="grace">How long it may take to stop after that, before it counts as stuck.</param>
    /// <param name="clock">The time.</param>
    public RunWatch(TimeSpan timeout, TimeSpan grace, TimeProvider clock)
    {
        Timeout = timeout;
        this.grace = grace;
        this.clock = clock;
        period = timeout / 4 < LongestPeriod ? timeout / 4 : LongestPeriod;
        timer = clock.CreateTimer(static watch => ((RunWatch)watch!).Look(), this, System.Threading.Timeout.InfiniteTimeSpan,
            System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long a run may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>
    /// A run goes on although its time, and the grace to stop in, are over: it never looks whether it is to stop, and only the end of the
    /// process frees what it holds.
    /// </summary>
    public bool IsStuck
    {
        get
        {
            lock (gate) return running.Exists(run => clock.GetElapsedTime(run.Started) > Timeout + grace);
        }
    }

    /// <summary>A run begins; whoever calls this must call <see cref="End"/>.</summary>
    /// <param name="clients">Those who wait for its answer.</param>
    public WatchedRun Begin(ReadOnlySpan<CancellationToken> clients)
    {
        lock (gate)
        {
            if (!idle.TryPop(out var run)) run = new WatchedRun();
            run.Begin(clients, clock.GetTimestamp());
            if (stopping) run.Options.Terminate = true;
            running.Add(run);
            if (!looking) LookLater();
            return run;
        }
    }

    /// <summary>A run ended, however.</summary>
    public void End(WatchedRun run)
    {
        lock (gate)
        {
            running.Remove(run);
            if (run.Stop == RunStop.None && !stopping) idle.Push(run);
            else run.Dispose();
        }
    }

    /// <summary>Makes runs in progress, and all later ones, fail soon.</summary>
    public void StopAll()
    {
        lock (gate)
        {
            stopping = true;
            foreach (var run in running) run.Options.Terminate = true;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
            while (idle.TryPop(out var run)) run.Dispose();
    }

    private void Look()
    {
        lock (gate)
        {
            foreach (var run in running)
            {
                if (run.Stop != RunStop.None) continue;
                if (clock.GetElapsedTime(run.Started) >= Timeout) run.Terminate(RunStop.Deadline);
                else if (run.IsAbandoned) run.Terminate(RunStop.Abandoned);
            }

            looking = false;
            if (running.Count > 0) LookLater();
        }
    }

    private void LookLater() => looking = timer.Change(period, System.Threading.Timeout.InfiniteTimeSpan);
}
