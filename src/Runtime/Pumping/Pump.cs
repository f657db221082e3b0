using System.Runtime.ExceptionServices;

namespace Modelwright.Runtime.Pumping;

/// <summary>
/// The one thread of an operator: a queue of continuations and a loop that runs them. Everything in the runtime runs here, in production
/// and in simulation, so its state needs no locks. I/O is asynchronous; its continuations come back as posts.
/// </summary>
public sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> work = new();
    private readonly object gate = new();
    private readonly int? simulationThread;
    private bool dead;

    /// <summary>A pump for a thread of its own (<see cref="Run"/>) or, simulated, one that the creating thread turns by hand.</summary>
    public Pump(bool simulated = false) => simulationThread = simulated ? Environment.CurrentManagedThreadId : null;

    /// <summary>
    /// Where the first post from another thread came from, in simulation mode: such posts arrive at arbitrary moments, so a run
    /// that has one cannot be repeated. Null when there was none.
    /// </summary>
    public string? ForeignPost { get; private set; }

    /// <summary>How many continuations wait.</summary>
    public int Pending
    {
        get { lock (gate) return work.Count; }
    }

    /// <summary>Whether the process has died.</summary>
    public bool IsDead
    {
        get { lock (gate) return dead; }
    }

    /// <summary>Queues a continuation. May be called from any thread in production.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            if (dead) return;
            if (simulationThread is { } thread && thread != Environment.CurrentManagedThreadId)
                ForeignPost ??= Environment.StackTrace;
            work.Enqueue((d, state));
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Runs at once on the pump's own turn; waiting for it from elsewhere could deadlock and is refused.</summary>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this) throw new NotSupportedException("Send from another thread would block it; use Post");
        d(state);
    }

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs an action on the pump, soon.</summary>
    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    /// <summary>Starts an asynchronous operation on the pump; the task completes with it.</summary>
    public Task StartAsync(Func<Task> operation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async void () =>
        {
            try
            {
                await operation();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    /// <summary>Runs one continuation, if there is one.</summary>
    public bool RunOne()
    {
        (SendOrPostCallback Callback, object? State) item;
        lock (gate)
            if (!work.TryDequeue(out item)) return false;
        Turn(item.Callback, item.State);
        return true;
    }

    /// <summary>Runs <paramref name="main"/> and everything it starts on the calling thread, until it completes.</summary>
    public void Run(Func<Task> main)
    {
        var task = StartAsync(main);
        task.ContinueWith(static (_, pump) => ((Pump)pump!).Wake(), this, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (Next(task) is { Callback: not null } item) Turn(item.Callback, item.State);
        if (task.IsFaulted) ExceptionDispatchInfo.Throw(task.Exception.InnerException!);
    }

    /// <summary>Drops all waiting and all later continuations: for the code that runs on it, the process has died.</summary>
    public void Kill()
    {
        lock (gate)
        {
            dead = true;
            work.Clear();
        }
    }

    private (SendOrPostCallback? Callback, object? State) Next(Task until)
    {
        lock (gate)
        {
            while (work.Count == 0 && !until.IsCompleted && !dead) Monitor.Wait(gate);
            return work.TryDequeue(out var item) ? item : default;
        }
    }

    private void Wake()
    {
        lock (gate) Monitor.Pulse(gate);
    }

    private void Turn(SendOrPostCallback callback, object? state)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
