using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Caching;

/// <summary>
/// Keeps a store equal to a collection of the API: lists in pages, then watches from the list's version, and resumes from the last event
/// after every interruption. Only when the server says that the version is too old (410) it lists again, and the difference
/// to what it knew, deletions included, becomes events.
/// </summary>
internal sealed class Informer<T>(IKubeApi api, TimeProvider time, Random random, InformerOptions options, Func<KubeObject, T> read,
    RuntimeMetrics metrics, ILogger logger) : IInformer where T : class
{
    private readonly InformerBackoff backoff = new(time, random);
    private readonly AsyncSignal asked = new(time);
    private readonly List<KubeObject> pages = [];
    private string? continueToken;
    private bool wholeList;
    private bool bookmarks;

    public ResourceType Type { get; } = ResourceType.Of<T>();

    public Store<T> Store { get; } = new(read, logger);

    public InformerPhase Phase { get; private set; }

    public bool Synced => Store.Synced || options.Optional;

    /// <summary>Whether the cluster has the kind; always <see cref="KindPresence.Present"/> once a list was read.</summary>
    public KindPresence Presence { get; private set; }

    public string? ObservedVersion { get; private set; }

    public int Count => Store.Count;

    public event Action? Advanced;

    public Action<ObjectKey>? Gone
    {
        get => Store.Gone;
        set => Store.Gone = value;
    }

    public KubeObject? Find(ObjectKey key) => Store.GetObject(key);

    public IEnumerable<KubeObject> OwnedBy(string ownerUid) => Store.ObjectsOwnedBy(ownerUid);

    /// <summary>Starts to read a kind that is optional.</summary>
    public void Ask() => asked.Set();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Optional) await asked.WaitAsync(null, cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
            try
            {
                await StepAsync(cancellationToken);
            }
            catch (ApiException error)
            {
                var delay = Recover(error);
                if (delay > TimeSpan.Zero) await Task.Delay(delay, time, cancellationToken);
            }
    }

    private Task StepAsync(CancellationToken cancellationToken) => Phase switch
    {
        InformerPhase.Empty => StartListing(),
        InformerPhase.Listing => ListAsync(cancellationToken),
        _ => WatchAsync(cancellationToken),
    };

    private Task StartListing()
    {
        pages.Clear();
        continueToken = null;
        Phase = InformerPhase.Listing;
        return Task.CompletedTask;
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var page = await api.ListPageAsync(Type, new ListRequest
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            Limit = wholeList ? 0 : options.PageSize,
            Continue = continueToken,
        }, cancellationToken);
        pages.AddRange(page.Items);
        continueToken = page.Continue;
        if (continueToken is not null) return;
        Store.Replace(pages);
        pages.Clear();
        wholeList = false;
        Presence = KindPresence.Present;
        ObservedVersion = page.ResourceVersion;
        Phase = InformerPhase.Listed;
        Publish();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        // Spread over five minutes, so that the watches of a fleet do not end together.
        var timeout = TimeSpan.FromSeconds(random.Next(300, 600));
        var request = new WatchRequest(ObservedVersion!, timeout)
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            // A server that sends bookmarks sends one about every minute; without them only the end of the stream is due.
            SilenceLimit = bookmarks ? TimeSpan.FromSeconds(150) : timeout + TimeSpan.FromSeconds(30),
        };
        Phase = InformerPhase.Watching;
        var started = time.GetTimestamp();
        var events = 0;
        await foreach (var next in api.WatchAsync(Type, request, cancellationToken))
        {
            events++;
            Take(next);
        }

        Phase = InformerPhase.Listed;
        // A stream that ends at once, again and again, must not become a busy loop.
        if (events == 0 && time.GetElapsedTime(started) < TimeSpan.FromSeconds(1))
            throw new ApiException(ApiError.Unavailable, $"the watch of {Type} ended at once");
    }

    private void Take(WatchEvent next)
    {
        switch (next.Type)
        {
            case WatchEventType.Bookmark: bookmarks = true; break;
            case WatchEventType.Deleted: Store.Remove(next.Object!.Key); break;
            default: Store.Upsert(next.Object!); break;
        }

        if (next.ResourceVersion.Length == 0) return;
        // A version before ours means that the server was restored from a backup: what we know may never have been.
        if (ResourceVersions.IsBefore(next.ResourceVersion, ObservedVersion))
            throw new ApiException(ApiError.Gone,
                $"{Type}: the server's version went back from {ObservedVersion} to {next.ResourceVersion}");
        ObservedVersion = next.ResourceVersion;
        Publish();
    }

    private TimeSpan Recover(ApiException error)
    {
        var was = Phase;
        Phase = Phase switch
        {
            InformerPhase.Listing when error.IsTransient => InformerPhase.Listing,
            InformerPhase.Watching or InformerPhase.Listed when error.IsTransient => InformerPhase.Listed,
            _ => InformerPhase.Empty,
        };
        if (error.Error == ApiError.Gone)
        {
            // A page token that expired while we were paging would expire again: read everything in one answer.
            wholeList = was == InformerPhase.Listing;
            metrics.Relisted(Type, "expired");
            logger.LogDebug("{Type}: {Message}; listing again", Type, error.Message);
            return backoff.Next(firstIsFree: true);
        }

        if (options.Optional && error.Error is ApiError.NotFound or ApiError.Forbidden) return Absent(error);

        // Our own watchdog has waited long enough; a 504 of the server (its cache lags behind our version) has not.
        if (error is { Error: ApiError.Timeout, Code: 0 } && was == InformerPhase.Watching) return TimeSpan.Zero;
        if (Phase == InformerPhase.Empty) metrics.Relisted(Type, "error");
        var delay = backoff.Next(error.RetryAfter);
        logger.LogWarning("{Type}: {Message}; trying again in {Delay:0.0} s", Type, error.Message, delay.TotalSeconds);
        return delay;
    }

    /// <summary>The kind went, or was never there: so did its objects. It may come at any time.</summary>
    private TimeSpan Absent(ApiException error)
    {
        var now = error.Error == ApiError.NotFound ? KindPresence.Missing : KindPresence.Forbidden;
        if (Presence != now) logger.LogInformation("{Type} cannot be read: {Message}; it is asked for again", Type, error.Message);
        Presence = now;
        if (now == KindPresence.Missing && Store.Count > 0) Store.Replace([]);
        return TimeSpan.FromSeconds(15 + (15 * random.NextDouble()));
    }

    private void Publish()
    {
        metrics.Cached(Type, Store.Count);
        Advanced?.Invoke();
    }
}
