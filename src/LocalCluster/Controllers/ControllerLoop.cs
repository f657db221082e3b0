using Microsoft.Extensions.Logging;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>
/// Turns controllers round robin, one step each. <see cref="RunUntilIdle"/> is all that a simulation needs; <see cref="Start"/> gives them
/// a thread of their own that sleeps until something changes or a time comes.
/// </summary>
public sealed class ControllerLoop : IDisposable
{
    private readonly IReadOnlyList<IClusterController> controllers;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly AutoResetEvent wake = new(false);
    private readonly ITimer timer;
    private Thread? thread;
    private volatile bool stopping;

    /// <summary>Takes controllers; they are started in this order.</summary>
    public ControllerLoop(IReadOnlyList<IClusterController> controllers, TimeProvider time, ILogger log)
    {
        this.controllers = controllers;
        this.time = time;
        this.log = log;
        timer = time.CreateTimer(_ => wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var controller in controllers) controller.Woken += () => wake.Set();
    }

    /// <summary>When the next step is due; null: not before something changes.</summary>
    public DateTimeOffset? NextDue => controllers.Select(controller => controller.NextDue).Min();

    /// <summary>Lets every controller look at what exists.</summary>
    public void StartControllers()
    {
        foreach (var controller in controllers) controller.Start();
    }

    /// <summary>Steps until nothing is due now. Returns the number of steps.</summary>
    public int RunUntilIdle(int most = int.MaxValue)
    {
        var steps = 0;
        bool any;
        do
        {
            any = false;
            foreach (var controller in controllers)
            {
                if (stopping || steps >= most) return steps;
                if (!controller.Step()) continue;
                any = true;
                steps++;
            }
        }
        while (any);
        return steps;
    }

    /// <summary>Starts the controllers and the thread that turns them.</summary>
    public void Start()
    {
        StartControllers();
        thread = new Thread(Run) { IsBackground = true, Name = "cluster-controllers" };
        thread.Start();
    }

    /// <summary>Ends the thread after the step it is in.</summary>
    public void Stop()
    {
        stopping = true;
        wake.Set();
        thread?.Join();
        thread = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        timer.Dispose();
    }

    private void Run()
    {
        while (!stopping)
        {
            try
            {
                RunUntilIdle();
                SleepUntilDue();
            }
            catch (Exception failure)
            {
                // A defect of one controller must not end the others; it shows in the log and the work is tried again.
                log.LogError(failure, "A cluster controller failed");
                wake.WaitOne(TimeSpan.FromSeconds(1));
            }
        }
    }

    private void SleepUntilDue()
    {
        if (NextDue is { } due)
        {
            var delay = due - time.GetUtcNow();
            timer.Change(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        wake.WaitOne();
    }
}
