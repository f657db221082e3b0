using Modelwright.Operator.Routers;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>Router processes by their address, which answer as docs/contracts.md says.</summary>
internal sealed class PlayedRouters : IRouterClient
{
    private readonly Dictionary<string, Dictionary<string, RouteTable>> byAddress = new(StringComparer.Ordinal);

    /// <summary>The route of a Model that a router follows, or null.</summary>
    public RouteTable? Follows(string address, string model)
    {
        lock (byAddress) return byAddress.GetValueOrDefault(address)?.GetValueOrDefault(model);
    }

    /// <summary>
    /// A router starts at this address and reads the routes of its folder: the values of the ConfigMap <c>modelwright-routes</c>.
    /// </summary>
    public void Start(string address, IEnumerable<string> files)
    {
        var routes = files.Select(RouteTable.Parse).OfType<RouteTable>().ToDictionary(route => route.Model, StringComparer.Ordinal);
        lock (byAddress) byAddress[address] = routes;
    }

    public Task<IReadOnlyDictionary<string, long>> ListAsync(RouterEndpoint router, CancellationToken cancellationToken)
    {
        lock (byAddress)
        {
            var revisions = Routes(router).ToDictionary(route => route.Key, route => route.Value.Revision);
            return Task.FromResult<IReadOnlyDictionary<string, long>>(revisions);
        }
    }

    public async Task<RouterActivity> ActivityAsync(
        RouterEndpoint router, long? seen, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, cancellationToken);
        return new(router.Address, 0, new Dictionary<string, ModelCount>());
    }

    public Task<PushOutcome> PutAsync(RouterEndpoint router, RouteTable table, CancellationToken cancellationToken)
    {
        lock (byAddress)
        {
            var routes = Routes(router);
            if (routes.GetValueOrDefault(table.Model) is { } current
                && (current.Revision > table.Revision || (current.Revision == table.Revision && !current.SameContent(table))))
                return Task.FromResult(new PushOutcome(null, current.Revision, "a newer route is in force"));
            routes[table.Model] = table;
            return Task.FromResult(new PushOutcome(table.Revision, null, null));
        }
    }

    public Task<long?> DeleteAsync(RouterEndpoint router, string model, long revision, CancellationToken cancellationToken)
    {
        lock (byAddress) Routes(router).Remove(model);
        return Task.FromResult<long?>(null);
    }

    private Dictionary<string, RouteTable> Routes(RouterEndpoint router)
    {
        if (!byAddress.TryGetValue(router.Address, out var routes)) byAddress[router.Address] = routes = new(StringComparer.Ordinal);
        return routes;
    }
}
