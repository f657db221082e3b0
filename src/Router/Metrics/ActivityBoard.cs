using System.Collections.Concurrent;

namespace Modelwright.Router.Metrics;

/// <summary>
/// What the operator scales to zero and back by: how busy each Model is that may be at zero, and calls: a request began to wait for a
/// Model for which none waited. Safe for many threads.
/// </summary>
public sealed class ActivityBoard
{
    private readonly ConcurrentDictionary<string, ModelActivity> models = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private TaskCompletionSource next = Signal();
    private long calls;

    /// <summary>How many calls there were since the router's start.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>A Model's activity.</summary>
    public ModelActivity Of(string model) => models.GetOrAdd(model, static _ => new ModelActivity());

    /// <summary>The Model has no route any more; who still asks for it ends on its own.</summary>
    public void Forget(string model) => models.TryRemove(model, out _);

    /// <summary>A request began to wait for a Model for which none waited.</summary>
    public void Call()
    {
        lock (gate)
        {
            Interlocked.Increment(ref calls);
            next.SetResult();
            next = Signal();
        }
    }

    /// <summary>Returns once the number of calls is another than <paramref name="seen"/>, or after the time.</summary>
    public async Task WaitAsync(long seen, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task called;
        lock (gate)
        {
            if (calls != seen) return;
            called = next.Task;
        }

        try
        {
            await called.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody called: that is an answer, too.
        }
    }

    // Whoever waits goes on elsewhere, not under the lock of whoever calls.
    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
