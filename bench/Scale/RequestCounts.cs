using Modelwright.Simulation.Operators;

namespace Modelwright.Bench.Scale;

/// <summary>An operator's requests by verb and resource.</summary>
internal sealed class RequestCounts
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>All but the opening of watches: one request per kind every five to ten minutes, however many objects there are.</summary>
    public int Total => counts.Values.Sum();

    public IReadOnlyDictionary<string, int> ByKind => counts;

    public void Add(RequestCounts other)
    {
        foreach (var (kind, count) in other.counts) counts[kind] = counts.GetValueOrDefault(kind) + count;
    }

    public static RequestCounts Of(IEnumerable<Call> calls)
    {
        var found = new RequestCounts();
        foreach (var call in calls.Where(call => call.Verb != "watch"))
        {
            var kind = $"{call.Verb} {Resource(call.Target)}";
            found.counts[kind] = found.counts.GetValueOrDefault(kind) + 1;
        }

        return found;
    }

    /// <summary>The collection that a path is about, with the subresource; a router's routes.</summary>
    private static string Resource(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts[0] == "router") return "router";
        var rest = parts.Skip(parts[0] == "api" ? 2 : 3).ToList();
        if (rest is ["namespaces", _, _, ..]) rest.RemoveRange(0, 2);
        return rest.Count > 2 ? $"{rest[0]}/{rest[2]}" : rest[0];
    }
}
