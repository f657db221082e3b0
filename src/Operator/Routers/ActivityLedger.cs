using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The Models whose requests are watched, and what routers told of them. Memory only: a new process looks for a while before it says that
/// nobody asks for a Model. Used on the pump.
/// </summary>
public sealed class ActivityLedger(RouterLedger routers, TimeProvider time) : IExternalEffectHandler
{
    /// <summary>The name of the effect that begins to watch a Model.</summary>
    public const string EffectName = "watch-activity";

    private readonly Dictionary<ObjectKey, WatchedModel> models = [];
    private readonly Dictionary<(string Namespace, string Incarnation), (RouterActivity Activity, DateTimeOffset Time)> heard = [];
    private readonly AsyncSignal news = new(time);

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect.</summary>
    /// <param name="model">The Model.</param>
    /// <param name="interval">How often routers are read at least.</param>
    public static External Watch(ObjectKey model, TimeSpan interval) => new(EffectName, $"{model}/{interval.TotalSeconds}", new JsonObject
    {
        ["namespace"] = model.Namespace,
        ["model"] = model.Name,
        ["seconds"] = interval.TotalSeconds,
    });

    /// <inheritdoc />
    public Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(effect.Argument["namespace"]!.GetValue<string>(), effect.Argument["model"]!.GetValue<string>());
        var interval = TimeSpan.FromSeconds(effect.Argument["seconds"]!.GetValue<double>());
        if (!models.TryGetValue(key, out var watched)) models[key] = watched = new(time.GetUtcNow());
        watched.Interval = interval;
        news.Set();
        return Task.CompletedTask;
    }

    /// <summary>What is known of a Model; null when it is not watched.</summary>
    public ActivityFact? Find(ObjectKey model)
    {
        if (!models.TryGetValue(model, out var watched)) return null;
        string? problem = null;
        var (known, open, waiting) = ((DateTimeOffset?)DateTimeOffset.MaxValue, 0L, 0L);
        foreach (var router in Running(model.Namespace!))
        {
            if (!heard.TryGetValue((model.Namespace!, router.Incarnation), out var last))
            {
                known = null;
                news.Set();
                continue;
            }

            known = last.Time < known ? last.Time : known;
            if (last.Activity.Models.GetValueOrDefault(model.Name) is not { } count) continue;
            (open, waiting) = (open + count.Open, waiting + count.Waiting);
            if (count.Problem is { } words && !router.Leaving) problem ??= $"{words} (router pod {router.Name})";
        }

        return new()
        {
            Interval = watched.Interval,
            SinceTime = watched.SinceTime,
            LastRequestTime = watched.LastRequestTime,
            KnownTime = known == DateTimeOffset.MaxValue ? null : known,
            Open = open,
            Waiting = waiting,
            Problem = problem,
        };
    }

    /// <summary>Nobody wants to know any more.</summary>
    public void Forget(ObjectKey model) => models.Remove(model);

    /// <summary>The routers to read, and how long an answer may wait.</summary>
    internal IReadOnlyList<(string Namespace, RouterPod Pod, TimeSpan Wait)> Targets()
    {
        var spaces = models.GroupBy(model => model.Key.Namespace!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Wait: group.Min(model => model.Value.Interval))).ToList();
        List<(string Namespace, RouterPod Pod, TimeSpan Wait)> targets =
            [.. spaces.SelectMany(space => Running(space.Name).Select(pod => (space.Name, pod, space.Wait)))];
        var living = targets.Select(target => (target.Namespace, target.Pod.Incarnation)).ToHashSet();
        foreach (var gone in heard.Keys.Where(key => !living.Contains(key)).ToList()) heard.Remove(gone);
        return targets;
    }

    /// <summary>A router answered. The Models that have news: somebody waits for them, a Secret came
    /// or went, or the router was never heard before.</summary>
    internal IReadOnlyList<ObjectKey> Heard(string @namespace, string incarnation, RouterActivity activity)
    {
        var now = time.GetUtcNow();
        var before = heard.TryGetValue((@namespace, incarnation), out var last) && last.Activity.Start == activity.Start
            ? last.Activity : null;
        heard[(@namespace, incarnation)] = (activity, now);
        List<ObjectKey> told = [];
        foreach (var (key, watched) in models.Where(model => model.Key.Namespace == @namespace))
        {
            var (count, earlier) = (activity.Models.GetValueOrDefault(key.Name), before?.Models.GetValueOrDefault(key.Name));
            if (count is not null && (count.Open > 0 || count.Arrivals != (earlier?.Arrivals ?? 0))) watched.LastRequestTime = now;
            if (before is null || (count?.Waiting > 0 && earlier?.Waiting is null or 0) || count?.Problem != earlier?.Problem)
                told.Add(key);
        }

        return told;
    }

    /// <summary>Waits until there may be other routers to read.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) => news.WaitAsync(null, cancellationToken);

    private IEnumerable<RouterPod> Running(string @namespace) => routers.Pods(@namespace).Where(pod => pod.Address is not null);

    private sealed class WatchedModel(DateTimeOffset since)
    {
        public DateTimeOffset SinceTime { get; } = since;

        public TimeSpan Interval { get; set; }

        public DateTimeOffset? LastRequestTime { get; set; }
    }
}
