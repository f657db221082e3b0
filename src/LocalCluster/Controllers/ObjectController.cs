using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>A controller that works on one key at a time: level-triggered, retried with backoff, and never ended by a failure.</summary>
public abstract class ObjectController<TKey> : IClusterController
    where TKey : notnull
{
    private readonly WorkQueue<TKey> queue;
    private readonly ILogger log;

    /// <summary>Starts to note changes; nothing is done before <see cref="Start"/>.</summary>
    protected ObjectController(string name, IClusterApi api, TimeProvider time, ILogger log)
    {
        Name = name;
        Api = api;
        Time = time;
        this.log = log;
        queue = new WorkQueue<TKey>(time);
        queue.Added += () => Woken?.Invoke();
        api.Changed += OnChanged;
    }

    /// <inheritdoc />
    public event Action? Woken;

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public DateTimeOffset? NextDue => queue.NextDue;

    /// <summary>The API server.</summary>
    protected IClusterApi Api { get; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <inheritdoc />
    public abstract void Start();

    /// <inheritdoc />
    public bool Step()
    {
        if (!queue.TryTake(out var key)) return false;
        try
        {
            Reconcile(key);
            queue.Forget(key);
        }
        catch (Exception failure) when (failure is ApiException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            log.LogDebug(failure, "{Controller}: {Key} failed and is tried again", Name, key);
            queue.Retry(key);
        }

        return true;
    }

    /// <summary>Called on the writer's thread, after each write; only notes keys.</summary>
    protected abstract void Observe(ClusterEvent change);

    /// <summary>Brings the key one step nearer to what is wanted.</summary>
    protected abstract void Reconcile(TKey key);

    /// <summary>Notes a key; callable from any thread.</summary>
    protected void Enqueue(TKey key) => queue.Add(key);

    /// <summary>Notes a key for a later time.</summary>
    protected void EnqueueAt(TKey key, DateTimeOffset due) => queue.AddAt(key, due);

    private void OnChanged(ClusterEvent change) => Observe(change);
}
