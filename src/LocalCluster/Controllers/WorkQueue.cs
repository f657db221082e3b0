namespace Modelwright.LocalCluster.Controllers;

/// <summary>Keys to work on: each at most once, first come first served, some not before a time. Any thread may add; one takes.</summary>
internal sealed class WorkQueue<TKey>(TimeProvider time)
    where TKey : notnull
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Queue<TKey> ready = new();
    private readonly HashSet<TKey> queued = [];
    private readonly Dictionary<TKey, DateTimeOffset> delayed = [];
    private readonly Dictionary<TKey, int> failures = [];

    public event Action? Added;

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                if (ready.Count > 0) return time.GetUtcNow();
                return delayed.Count == 0 ? null : delayed.Values.Min();
            }
        }
    }

    public void Add(TKey key)
    {
        lock (gate)
        {
            if (!queued.Add(key)) return;
            ready.Enqueue(key);
        }

        Added?.Invoke();
    }

    /// <summary>Adds the key at a time; the earliest of several wins.</summary>
    public void AddAt(TKey key, DateTimeOffset due)
    {
        lock (gate)
        {
            if (delayed.TryGetValue(key, out var earlier) && earlier <= due) return;
            delayed[key] = due;
        }

        Added?.Invoke();
    }

    /// <summary>Adds the key again after a delay that doubles with each failure in a row.</summary>
    public void Retry(TKey key)
    {
        int count;
        lock (gate) failures[key] = count = failures.GetValueOrDefault(key) + 1;
        var delay = FirstRetry * Math.Pow(2, Math.Min(count - 1, 20));
        AddAt(key, time.GetUtcNow() + (delay < LongestRetry ? delay : LongestRetry));
    }

    /// <summary>The key was worked on without failure.</summary>
    public void Forget(TKey key)
    {
        lock (gate) failures.Remove(key);
    }

    public bool TryTake(out TKey key)
    {
        lock (gate)
        {
            PromoteDue();
            if (!ready.TryDequeue(out key!)) return false;
            queued.Remove(key);
            return true;
        }
    }

    private void PromoteDue()
    {
        if (delayed.Count == 0) return;
        var now = time.GetUtcNow();
        foreach (var (key, _) in delayed.Where(entry => entry.Value <= now).OrderBy(entry => entry.Value).ToList())
        {
            delayed.Remove(key);
            if (queued.Add(key)) ready.Enqueue(key);
        }
    }
}
