namespace Modelwright.Runtime.Pumping;

/// <summary>
/// A clock that moves only when told to, and knows when the next timer is due. Timers fire on the thread that advances it, in the order of
/// their times, then of their creation.
/// </summary>
public sealed class VirtualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly SortedSet<VirtualTimer> timers = new(VirtualTimer.ByDueTime);
    private readonly DateTimeOffset start = start.ToUniversalTime();
    private long now;
    private long sequence;

    /// <summary>Starts at noon on 1 January 2026 (UTC).</summary>
    public VirtualTimeProvider() : this(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How long until the next timer is due; null when there is none.</summary>
    public TimeSpan? NextDue => timers.Min is { } next ? TimeSpan.FromTicks(Math.Max(0, next.Due - now)) : null;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start.AddTicks(now);

    /// <inheritdoc />
    public override long GetTimestamp() => now;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, firing all timers that become due on the way, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = now + by.Ticks;
        while (timers.Min is { } next && next.Due <= target)
        {
            now = Math.Max(now, next.Due);
            Fire(next);
        }

        now = target;
    }

    private void Fire(VirtualTimer timer)
    {
        timers.Remove(timer);
        if (timer.Period > TimeSpan.Zero) Schedule(timer, timer.Period);
        // Without a context the continuations of waiters go to their own pumps as posts, instead of running inside of each other here.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            timer.Callback(timer.State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void Schedule(VirtualTimer timer, TimeSpan after)
    {
        timer.Due = now + after.Ticks;
        timer.Order = sequence++;
        timers.Add(timer);
    }

    private sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public static readonly Comparer<VirtualTimer> ByDueTime = Comparer<VirtualTimer>.Create((one, other) =>
            one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Order.CompareTo(other.Order));

        public TimerCallback Callback { get; } = callback;

        public object? State { get; } = state;

        public long Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.timers.Remove(this);
            Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan) clock.Schedule(this, dueTime);
            return true;
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
