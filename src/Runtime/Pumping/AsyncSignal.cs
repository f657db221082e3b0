namespace Modelwright.Runtime.Pumping;

/// <summary>Lets one loop on the pump sleep until it is called, or until a time. Calls while nobody waits are remembered (once).</summary>
public sealed class AsyncSignal(TimeProvider time)
{
    private TaskCompletionSource? waiter;
    private bool called;

    /// <summary>Wakes the waiting loop, or lets the next wait pass at once.</summary>
    public void Set()
    {
        called = true;
        waiter?.TrySetResult();
    }

    /// <summary>
    /// Returns after <see cref="Set"/>, after the time, or when cancelled; never throws. The caller looks at what is true then.
    /// </summary>
    public async Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        if (!called && !cancellationToken.IsCancellationRequested && atMost is not { Ticks: <= 0 })
        {
            // Asynchronously: whoever sets the signal goes on first, and the waiter resumes on a turn of its own.
            var tcs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiter = tcs;
            using var cancelled = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), tcs);
            using var timer = atMost is { } delay
                ? time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), tcs, Bounded(delay),
                    Timeout.InfiniteTimeSpan)
                : null;
            await tcs.Task;
            waiter = null;
        }

        called = false;
    }

    // Timers take at most about 49 days; waking early is harmless.
    private static TimeSpan Bounded(TimeSpan delay) => delay < TimeSpan.FromDays(30) ? delay : TimeSpan.FromDays(30);
}
