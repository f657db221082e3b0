namespace Modelwright.Runtime.Pumping;

/// <summary>
/// Several pumps (one per simulated process) and one virtual clock, turned by the calling thread: work runs until nobody has any, then the
/// clock jumps to the next timer. A run depends on nothing but its inputs and the seed.
/// </summary>
public sealed class Simulation
{
    /// <summary>More continuations than this without time passing mean that something spins.</summary>
    public const int MostStepsWithoutTime = 1_000_000;

    private readonly List<Pump> pumps = [];
    private readonly HashSet<Pump> paused = [];
    private readonly Random? order;

    /// <summary>With a seed the next pump to turn is drawn at random; without, they take turns.</summary>
    public Simulation(int? seed = null, VirtualTimeProvider? time = null)
    {
        Time = time ?? new VirtualTimeProvider();
        order = seed is { } value ? new Random(value) : null;
    }

    /// <summary>The clock of all processes.</summary>
    public VirtualTimeProvider Time { get; }

    /// <summary>Continuations run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Raised after every continuation, while nothing runs.</summary>
    public event Action? Stepped;

    /// <summary>A new process. <see cref="Pump.Kill"/> is its crash.</summary>
    public Pump NewProcess()
    {
        var pump = new Pump(simulated: true);
        pumps.Add(pump);
        return pump;
    }

    /// <summary>Stops a process where it is: time passes and its work piles up, until <see cref="Resume"/>.</summary>
    public void Pause(Pump process) => paused.Add(process);

    /// <summary>Lets a paused process go on.</summary>
    public void Resume(Pump process) => paused.Remove(process);

    /// <summary>Runs everything that can run without time passing.</summary>
    public void RunUntilIdle()
    {
        for (var steps = 0; Next() is { } pump; steps++)
        {
            if (steps >= MostStepsWithoutTime) throw new InvalidOperationException($"{steps} steps without time passing: something spins");
            pump.RunOne();
            Steps++;
            if (pump.IsDead) pumps.Remove(pump);
            if (pump.ForeignPost is { } trace)
                throw new InvalidOperationException($"a continuation came from another thread, so this run cannot be repeated:\n{trace}");
            Stepped?.Invoke();
        }
    }

    /// <summary>Runs for a span of virtual time.</summary>
    public void RunFor(TimeSpan span) => RunUntil(() => false, span);

    /// <summary>
    /// Runs until the condition holds, which is looked at whenever nothing can run without time passing; false when the span is over first.
    /// </summary>
    public bool RunUntil(Func<bool> condition, TimeSpan atMost)
    {
        var end = Time.GetTimestamp() + atMost.Ticks;
        RunUntilIdle();
        while (!condition())
        {
            var left = TimeSpan.FromTicks(end - Time.GetTimestamp());
            if (Time.NextDue is not { } next || next > left)
            {
                Time.Advance(left);
                RunUntilIdle();
                return condition();
            }

            Time.Advance(next);
            RunUntilIdle();
        }

        return true;
    }

    /// <summary>Runs an operation on a process to its end and returns what came of it.</summary>
    public T Complete<T>(Pump process, Func<Task<T>> operation, TimeSpan? atMost = null)
    {
        Task<T>? task = null;
        process.Post(() => task = operation());
        if (!RunUntil(() => task is { IsCompleted: true }, atMost ?? TimeSpan.FromMinutes(10)))
            throw new TimeoutException("the operation did not end in the given virtual time");
        return task!.GetAwaiter().GetResult();
    }

    /// <summary>Runs an operation on a process to its end.</summary>
    public void Complete(Pump process, Func<Task> operation, TimeSpan? atMost = null) => Complete(process, async () =>
    {
        await operation();
        return true;
    }, atMost);

    private Pump? Next()
    {
        Pump? chosen = null;
        var candidates = 0;
        foreach (var pump in pumps)
        {
            if (pump.Pending == 0 || paused.Contains(pump)) continue;
            candidates++;
            // Reservoir sampling: every pump with work is equally likely, without a list.
            if (chosen is null || order?.Next(candidates) == 0) chosen = pump;
        }

        return chosen;
    }
}
