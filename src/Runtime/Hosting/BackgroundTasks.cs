namespace Modelwright.Runtime.Hosting;

/// <summary>
/// Tasks that run beside the main one and must not end before it. They are results of async methods: WhenAny and WhenAll would
/// carry a completion source that resumes its waiters asynchronously over to the thread pool.
/// </summary>
internal sealed class BackgroundTasks(CancellationTokenSource stop)
{
    private readonly List<Task> tasks = [];

    public void Start(Func<CancellationToken, Task> run) => tasks.Add(run(stop.Token));

    /// <summary>Awaits the main task; a background task that fails first ends the wait with its error.</summary>
    public async Task UnlessFaulted(Task main)
    {
        var fault = FirstFault([.. tasks]);
        await await Task.WhenAny(main, fault);
    }

    /// <summary>Awaits all, whatever came of them.</summary>
    public async Task AllEnded()
    {
        foreach (var task in tasks) await Ended(task);
    }

    /// <summary>Awaits a task that may have been cancelled; its fault, if any, was reported where it happened.</summary>
    public static async Task Ended(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception) when (task.IsCompleted)
        {
        }
    }

    /// <summary>Ends when the first of the tasks ends, or all have: with the error of the first that failed.</summary>
    public static async Task FirstFault(params Task[] tasks)
    {
        var open = tasks.ToList();
        while (open.Count > 0)
        {
            var ended = await Task.WhenAny(open);
            open.Remove(ended);
            await ended;
        }
    }
}
