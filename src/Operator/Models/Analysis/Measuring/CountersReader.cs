using System.Text.Json.Nodes;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Reads what routers answer to <c>GET /v1/counters</c> (docs/contracts.md). Unknown members are left alone.</summary>
public static class CountersReader
{
    private const int MaxRevisions = 128;

    /// <summary>Reads an answer about a Model.</summary>
    /// <exception cref="MeasurementException">It is not what was agreed.</exception>
    public static RouterCounters Read(string text, string model)
    {
        var json = StrictJson.Object(text, "counters");
        if (StrictJson.Text(json["model"], "model", 1, 253) is var named && named != model)
            throw new MeasurementException($"the counters are of Model {named}, not of {model}");
        var revisions = new Dictionary<string, RevisionCounters>(StringComparer.Ordinal);
        foreach (var entry in StrictJson.Array(json["revisions"], "revisions", MaxRevisions))
        {
            var revision = StrictJson.Object(entry, "revisions");
            var name = StrictJson.Text(revision["revision"], "revision", 1, 63);
            if (!revisions.TryAdd(name, Revision(revision, name))) throw new MeasurementException($"revision {name} is there twice");
        }

        return new(StrictJson.Text(json["start"], "start", 1, 128), StrictJson.Count(json["route"], "route"), revisions);
    }

    private static RevisionCounters Revision(JsonObject json, string name)
    {
        var mirror = json["mirror"] is { } node ? StrictJson.Object(node, $"{name}.mirror") : [];
        var counters = new RevisionCounters
        {
            Requests = StrictJson.Count(json["requests"], $"{name}.requests"),
            Failures = StrictJson.Count(json["failures"], $"{name}.failures"),
            Canceled = StrictJson.Count(json["canceled"], $"{name}.canceled", optional: true),
            Latency = Latency(json["latency"], name),
            Compared = StrictJson.Count(mirror["compared"], $"{name}.mirror.compared", optional: true),
            Disagreed = StrictJson.Count(mirror["disagreed"], $"{name}.mirror.disagreed", optional: true),
        };
        if (counters.Failures > counters.Requests)
            throw new MeasurementException($"{name}: {counters.Failures} failures of {counters.Requests} requests");
        return counters.Disagreed <= counters.Compared
            ? counters
            : throw new MeasurementException($"{name}: {counters.Disagreed} disagreements of {counters.Compared} comparisons");
    }

    private static long[] Latency(JsonNode? node, string name)
    {
        if (node is null) return [];
        var pairs = StrictJson.Array(node, $"{name}.latency", LatencyBins.Last + 1);
        if (pairs.Count == 0) return [];
        var (counts, seen) = (new long[LatencyBins.Last + 1], new bool[LatencyBins.Last + 1]);
        foreach (var entry in pairs)
        {
            var pair = StrictJson.Pair(entry, $"{name}.latency");
            var bin = StrictJson.Index(pair[0], $"{name}.latency", 0, LatencyBins.Last);
            if (seen[bin]) throw new MeasurementException($"{name}.latency: bin {bin} is there twice");
            (seen[bin], counts[bin]) = (true, StrictJson.Count(pair[1], $"{name}.latency[{bin}]"));
        }

        return counts;
    }
}
