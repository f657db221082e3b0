using System.Text.Json.Nodes;
using Modelwright.Operator.Routers;
using Modelwright.Router.Routes;
using Modelwright.Simulation.Clusters;

namespace Modelwright.Simulation.Routers;

/// <summary>
/// The requests that one router process forwards: so many a minute, divided exactly as its route says, with failures and latencies as the
/// revision's file has them. Nothing is drawn, so that a run is the same however often somebody counts.
/// </summary>
internal sealed class PlayedTraffic(string start, Func<double> perMinute, Func<string, StoredModel?> served, TimeProvider time)
{
    private readonly Dictionary<string, SortedDictionary<string, Tally>> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> arrived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> waiting = new(StringComparer.Ordinal);
    private long calls;
    private readonly Dictionary<string, DateTimeOffset> passed = new(StringComparer.Ordinal);

    /// <summary>Forwards what has come since the last time, by the route that was in force.</summary>
    public void Pass(string model, ModelRoute? route)
    {
        var now = time.GetUtcNow();
        var requests = perMinute() * (now - passed.GetValueOrDefault(model, now)).TotalMinutes;
        passed[model] = now;
        if (!models.TryGetValue(model, out var tallies)) models[model] = tallies = new(StringComparer.Ordinal);
        if (route?.Activation is not null) Wait(model, requests, route);
        foreach (var backend in route?.Backends ?? [])
        {
            if (!tallies.TryGetValue(backend.Revision, out var tally)) tallies[backend.Revision] = tally = new Tally();
            var file = served(backend.Revision);
            tally.Add(requests * backend.Weight / 100, file);
            if (route?.Mirror is not { } mirror || mirror.Revision != backend.Revision) continue;
            tally.Copy(requests * (100 - backend.Weight) / 100 * mirror.Percent / 100, file);
        }
    }

    /// <summary>Requests to a Model without a backend wait; all of them are answered once it has one.</summary>
    private void Wait(string model, double requests, ModelRoute route)
    {
        arrived[model] = arrived.GetValueOrDefault(model) + requests;
        var before = waiting.GetValueOrDefault(model);
        waiting[model] = route.HasBackend ? 0 : before + requests;
        if (before < 1 && waiting[model] >= 1) calls++;
    }

    /// <summary>Who asks for these Models.</summary>
    public RouterActivity Activity(IEnumerable<string> asked) => new(start, calls, asked.ToDictionary(model => model, model =>
    {
        var waits = (long)waiting.GetValueOrDefault(model);
        return new ModelCount((long)arrived.GetValueOrDefault(model), waits, waits);
    }, StringComparer.Ordinal));

    /// <summary>The answer of the contract.</summary>
    public string Counters(string model, long route) => new JsonObject
    {
        ["start"] = start,
        ["model"] = model,
        ["route"] = route,
        ["waiting"] = 0,
        ["revisions"] = new JsonArray([.. models[model].Select(pair => pair.Value.Json(pair.Key))]),
    }.ToJsonString();

    private sealed class Tally
    {
        private readonly SortedDictionary<int, double> latency = [];
        private double failures;
        private double copies;
        private double failed;
        private double disagreed;

        public void Add(double count, StoredModel? file)
        {
            failures += count * (file?.ErrorRate ?? 1);
            var bin = (int)Math.Clamp(Math.Ceiling(8 * Math.Log2((file?.Latency ?? TimeSpan.Zero).TotalSeconds / 100e-6)), 0, 168);
            latency[bin] = latency.GetValueOrDefault(bin) + count;
        }

        public void Copy(double count, StoredModel? file)
        {
            copies += count;
            failed += count * (file?.ErrorRate ?? 1);
            disagreed += count * Math.Max(file?.ErrorRate ?? 1, file?.Otherwise ?? 1);
        }

        public JsonObject Json(string revision) => new()
        {
            ["revision"] = revision,
            ["requests"] = latency.Values.Sum(Whole),
            ["failures"] = Math.Min(latency.Values.Sum(Whole), Whole(failures)),
            ["canceled"] = 0,
            ["latency"] = new JsonArray([.. latency.Where(bin => Whole(bin.Value) > 0)
                .Select(bin => new JsonArray(bin.Key, Whole(bin.Value)))]),
            ["mirror"] = new JsonObject
            {
                ["sent"] = Whole(copies),
                ["compared"] = Whole(copies),
                ["disagreed"] = Whole(disagreed),
                ["failed"] = Whole(failed),
                ["dropped"] = 0,
                ["skipped"] = 0,
            },
        };

        private static long Whole(double count) => (long)Math.Floor(count + 1e-9);
    }
}
