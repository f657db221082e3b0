using Modelwright.Router.Routes;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Routers;

/// <summary>The router processes of a world, by address.</summary>
public sealed class RouterNetwork(TimeProvider time, Trace trace)
{
    private readonly SortedDictionary<string, SimRouter> routers = new(StringComparer.Ordinal);

    /// <summary>A router took a route or gave one up, started or ended.</summary>
    public event Action? Changed;

    /// <summary>A table arrived at a router, before it was judged.</summary>
    public event Action<SimRouter, Modelwright.Operator.Routers.RouteTable>? Pushed;

    /// <summary>Requests per minute to each Model at each router.</summary>
    public double RequestsPerMinute { get; set; } = 600;

    /// <summary>The file that a revision's pods serve, by namespace and revision; null: none, and its requests fail.</summary>
    internal Func<string, string, StoredModel?> Served { get; set; } = (_, _) => null;

    /// <summary>All that run.</summary>
    public IReadOnlyCollection<SimRouter> Running => routers.Values;

    internal SimRouter? Find(string address) => routers.GetValueOrDefault(address);

    internal void Start(string address, string @namespace, string pod, IReadOnlyDictionary<string, string> files)
    {
        var traffic = new PlayedTraffic(
            $"{pod}@{time.GetUtcNow():HHmmss}", () => RequestsPerMinute, revision => Served(@namespace, revision), time);
        var router = routers[address] = new SimRouter(address, @namespace, pod, files, traffic, time);
        trace.Add("router", $"{pod} starts with {string.Join(' ', router.Routes.Select(route => $"{route.Model}:{route.Revision}"))}");
        Changed?.Invoke();
    }

    internal void Stop(string address)
    {
        if (!routers.Remove(address, out var router)) return;
        trace.Add("router", $"{router.Pod} ends");
        Changed?.Invoke();
    }

    internal RouteUpdate Put(SimRouter router, Modelwright.Operator.Routers.RouteTable table)
    {
        Pushed?.Invoke(router, table);
        var update = router.Put(table.ToJson());
        trace.Add("router", $"{router.Pod} PUT {table.Model}:{table.Revision} {update.Outcome}");
        Changed?.Invoke();
        return update;
    }

    internal RouteUpdate Remove(SimRouter router, string model, long revision)
    {
        var update = router.Remove(model, revision);
        trace.Add("router", $"{router.Pod} DELETE {model}:{revision} {update.Outcome}");
        Changed?.Invoke();
        return update;
    }
}
