using System.Diagnostics.CodeAnalysis;

namespace Modelwright.Runtime.Queueing;

/// <summary>
/// Keys that need work. A key is in it once, however often it is added: the earliest time and the highest priority win. A key that is being
/// worked on is not handed out again before <see cref="Complete"/>. A pure structure: it reads the clock, but has no timers and no threads.
/// </summary>
public sealed class WorkQueue<TKey>(TimeProvider time) where TKey : notnull
{
    private readonly Dictionary<TKey, Entry> entries = [];
    private readonly HashSet<TKey> processing = [];
    private readonly Queue<(TKey Key, Entry Entry)>[] ready = [new(), new()];
    private readonly PriorityQueue<(TKey Key, Entry Entry), (long Due, long Order)> delayed = new();
    private long order;

    /// <summary>Keys that wait, delayed ones not included.</summary>
    public int Depth { get; private set; }

    /// <summary>Keys being worked on.</summary>
    public int Processing => processing.Count;

    /// <summary>Called when a key was added; the owner wakes its loop.</summary>
    public Action? Added { get; set; }

    /// <summary>The key is due now. False when it already was.</summary>
    public bool Add(TKey key, QueuePriority priority = QueuePriority.Normal) => Schedule(key, Now, priority);

    /// <summary>The key is due after a delay, unless it is due earlier already.</summary>
    public bool AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.Normal) =>
        Schedule(key, delay <= TimeSpan.Zero ? Now : Now + delay.Ticks, priority);

    /// <summary>Hands out the next due key, and holds it back until <see cref="Complete"/>.</summary>
    public bool TryTake([MaybeNullWhen(false)] out QueueItem<TKey> item)
    {
        Promote();
        for (var lane = ready.Length - 1; lane >= 0; lane--)
            while (ready[lane].TryDequeue(out var head))
            {
                if (!IsCurrent(head.Key, head.Entry) || head.Entry.Lane != lane) continue;
                entries.Remove(head.Key);
                processing.Add(head.Key);
                Depth--;
                item = new QueueItem<TKey>(head.Key, head.Entry.Priority, TimeSpan.FromTicks(Now - head.Entry.Due));
                return true;
            }

        item = default;
        return false;
    }

    /// <summary>The work on a key is over; if it was added meanwhile, it is due again.</summary>
    public void Complete(TKey key)
    {
        processing.Remove(key);
        if (entries.TryGetValue(key, out var entry) && entry.Lane == Entry.Held) MakeReady(key, entry);
    }

    /// <summary>How long until a delayed key is due; null when none is delayed.</summary>
    public TimeSpan? NextDue()
    {
        while (delayed.TryPeek(out var head, out var at))
        {
            if (IsCurrent(head.Key, head.Entry) && head.Entry.Lane == Entry.Delayed && head.Entry.Due == at.Due)
                return TimeSpan.FromTicks(Math.Max(0, at.Due - Now));
            delayed.Dequeue();
        }

        return null;
    }

    private long Now => time.GetElapsedTime(0, time.GetTimestamp()).Ticks;

    private bool Schedule(TKey key, long due, QueuePriority priority)
    {
        var isNew = !entries.TryGetValue(key, out var entry);
        entry ??= new Entry { Due = long.MaxValue, Priority = priority };
        if (!isNew && entry.Due <= due && entry.Priority >= priority) return false;
        entry.Due = Math.Min(entry.Due, due);
        entry.Priority = entry.Priority > priority ? entry.Priority : priority;
        entries[key] = entry;
        if (entry.Due > Now)
        {
            entry.Lane = Entry.Delayed;
            delayed.Enqueue((key, entry), (entry.Due, order++));
        }
        else
        {
            MakeReady(key, entry);
        }

        Added?.Invoke();
        return true;
    }

    private void Promote()
    {
        while (NextDue() is { Ticks: 0 })
        {
            var (key, entry) = delayed.Dequeue();
            MakeReady(key, entry);
        }
    }

    private void MakeReady(TKey key, Entry entry)
    {
        if (entry.Lane < 0) Depth++;
        entry.Lane = processing.Contains(key) ? Entry.Held : (int)entry.Priority;
        if (entry.Lane == Entry.Held) Depth--;
        else ready[entry.Lane].Enqueue((key, entry));
    }

    private bool IsCurrent(TKey key, Entry entry) => entries.TryGetValue(key, out var current) && ReferenceEquals(current, entry);

    private sealed class Entry
    {
        public const int Delayed = -1;
        public const int Held = -2;

        public long Due { get; set; }

        public QueuePriority Priority { get; set; }

        /// <summary>The lane it is ready in, or one of the constants.</summary>
        public int Lane { get; set; } = Delayed;
    }
}
