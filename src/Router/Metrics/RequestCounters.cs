using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Metrics;

/// <summary>
/// The counters of every revision. They outlive the revision's place in the route table, so that one that comes back goes on where it was:
/// a count never gets smaller while <see cref="Start"/> is the same, until <see cref="MaxRetired"/> others have left after it.
/// </summary>
public sealed class RequestCounters
{
    /// <summary>How many revisions that left their table keep their counts.</summary>
    public const int MaxRetired = 2_000;

    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<(string Model, string Revision), RevisionCounters> counters = new();
    private readonly Dictionary<(string Model, string Revision), DateTimeOffset> retired = [];
    private readonly Lock gate = new();

    /// <summary>Counts from now on.</summary>
    /// <param name="clock">Says how long a revision is away.</param>
    /// <param name="draw">A uniform draw from 0 to one less than its argument.</param>
    public RequestCounters(TimeProvider clock, Func<int, int> draw)
    {
        this.clock = clock;
        Start = string.Concat(Enumerable.Range(0, 4).Select(_ => draw(1 << 30).ToString("x8", CultureInfo.InvariantCulture)));
    }

    /// <summary>A random name of this process's counting: with another name everything began at zero again.</summary>
    public string Start { get; }

    /// <summary>The counters of a revision.</summary>
    public RevisionCounters Of(string model, string revision) => counters.GetOrAdd((model, revision), static _ => new RevisionCounters());

    /// <summary>Notes which revisions left a Model's route and which came.</summary>
    public void Follow(ModelRoute? before, ModelRoute? after)
    {
        lock (gate)
        {
            foreach (var backend in before?.Backends ?? []) retired[(before!.Model, backend.Revision)] = clock.GetUtcNow();
            foreach (var backend in after?.Backends ?? []) retired.Remove((after!.Model, backend.Revision));
            if (retired.Count <= MaxRetired) return;
            foreach (var (key, _) in retired.OrderBy(r => r.Value).Take(retired.Count - MaxRetired).ToList())
            {
                retired.Remove(key);
                counters.TryRemove(key, out _);
            }
        }
    }

    /// <summary>The revisions of a route, and those that left it a short while ago and have been counted.</summary>
    public JsonArray ToJson(ModelRoute route)
    {
        List<string> revisions = [.. route.Backends.Select(b => b.Revision)];
        lock (gate)
        {
            var limit = clock.GetUtcNow() - RouterMetrics.Grace;
            revisions.AddRange(retired.Where(r => r.Key.Model == route.Model && r.Value > limit).Select(r => r.Key.Revision));
        }

        return new JsonArray([.. revisions.Order(StringComparer.Ordinal).Select(r => Of(route.Model, r).ToJson(r))]);
    }
}
