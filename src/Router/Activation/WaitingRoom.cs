using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Activation;

/// <summary>
/// Requests to Models that are scaled to zero. They wait, first come first served and bounded in number, bytes and time, until their
/// Model's route has a backend or says that there will be none.
/// </summary>
/// <param name="maxBytes">The memory of all that wait together.</param>
/// <param name="metrics">Counts who waits; the operator scales up by it.</param>
/// <param name="clock">Ends waits.</param>
public sealed class WaitingRoom(long maxBytes, RouterMetrics metrics, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<TaskCompletionSource<WaitOutcome>>> lines = new(StringComparer.Ordinal);
    private long bytes;
    private bool leaving;

    /// <summary>Waits for a change of a Model's route.</summary>
    /// <param name="model">The Model.</param>
    /// <param name="maxRequests">How many may wait for it.</param>
    /// <param name="timeout">How long this request may still wait; not more than a day.</param>
    /// <param name="size">The memory that the request holds meanwhile, in bytes.</param>
    /// <param name="isNeeded">Whether the route in force still asks to wait; read once the request is in line, so that no change is
    /// missed.</param>
    /// <param name="aborted">Cancelled when the client goes away.</param>
    public async Task<WaitOutcome> WaitAsync(
        string model, int maxRequests, TimeSpan timeout, long size, Func<bool> isNeeded, CancellationToken aborted)
    {
        if (timeout <= TimeSpan.Zero) return WaitOutcome.TimedOut;
        // The answer must not run under the lock of whoever puts the route.
        var place = new LinkedListNode<TaskCompletionSource<WaitOutcome>>(new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Enter(model, maxRequests, size, place) is { } refusal) return refusal;
        try
        {
            return isNeeded() ? await place.Value.Task.WaitAsync(timeout, clock, aborted) : WaitOutcome.Changed;
        }
        catch (TimeoutException)
        {
            return WaitOutcome.TimedOut;
        }
        catch (OperationCanceledException)
        {
            return WaitOutcome.ClientGone;
        }
        finally
        {
            Leave(model, size, place);
        }
    }

    /// <summary>
    /// Follows a change of one Model's route: who waits goes on, in the order of arrival, unless there is still reason to wait.
    /// </summary>
    public void Follow(ModelRoute? before, ModelRoute? after)
    {
        if (after is { HasBackend: false, Activation: not null }) return;
        lock (gate)
            if (lines.TryGetValue((after ?? before)!.Model, out var line))
                End(line, WaitOutcome.Changed);
    }

    /// <summary>Ends every wait, also those that would begin later: the router leaves.</summary>
    public void Close()
    {
        lock (gate)
        {
            leaving = true;
            foreach (var line in lines.Values) End(line, WaitOutcome.Leaving);
        }
    }

    private static void End(LinkedList<TaskCompletionSource<WaitOutcome>> line, WaitOutcome outcome)
    {
        foreach (var waiting in line) waiting.TrySetResult(outcome);
    }

    private WaitOutcome? Enter(string model, int maxRequests, long size, LinkedListNode<TaskCompletionSource<WaitOutcome>> place)
    {
        lock (gate)
        {
            if (leaving) return WaitOutcome.Leaving;
            if (!metrics.Waiting(model).TryEnter(maxRequests)) return WaitOutcome.TooMany;
            if (bytes + size > maxBytes)
            {
                metrics.Waiting(model).Leave();
                return WaitOutcome.TooLarge;
            }

            bytes += size;
            var isFirst = !lines.TryGetValue(model, out var line);
            if (line is null) lines[model] = line = [];
            line.AddLast(place);
            if (isFirst) metrics.Activity.Call();
            return null;
        }
    }

    private void Leave(string model, long size, LinkedListNode<TaskCompletionSource<WaitOutcome>> place)
    {
        lock (gate)
        {
            bytes -= size;
            metrics.Waiting(model).Leave();
            var line = lines[model];
            line.Remove(place);
            if (line.Count == 0) lines.Remove(model);
        }
    }
}
