using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>Routers without a network: they take every newer route.</summary>
internal sealed class FakeRouters : IRouterClient
{
    private readonly Dictionary<string, Dictionary<string, RouteTable>> routers = [];

    /// <summary>The weight that each router gives a revision of a Model.</summary>
    public IEnumerable<int> Weights(string model, string revision) =>
        routers.Values.Select(routes => routes.GetValueOrDefault(model)?.Weight(revision) ?? 0);

    public Task<IReadOnlyDictionary<string, long>> ListAsync(RouterEndpoint router, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(Of(router).ToDictionary(route => route.Key, route => route.Value.Revision));

    public Task<PushOutcome> PutAsync(RouterEndpoint router, RouteTable table, CancellationToken cancellationToken)
    {
        var known = Of(router).GetValueOrDefault(table.Model);
        if (known is not null && (known.Revision > table.Revision || (known.Revision == table.Revision && !known.SameContent(table))))
            return Task.FromResult(new PushOutcome(null, known.Revision, "a newer route is in force"));
        Of(router)[table.Model] = table;
        return Task.FromResult(new PushOutcome(table.Revision, null, null));
    }

    public Task<long?> DeleteAsync(RouterEndpoint router, string model, long revision, CancellationToken cancellationToken)
    {
        Of(router).Remove(model);
        return Task.FromResult<long?>(null);
    }

    public async Task<RouterActivity> ActivityAsync(
        RouterEndpoint router, long? seen, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new RouterUnreachableException("nobody asks");
    }

    private Dictionary<string, RouteTable> Of(RouterEndpoint router)
    {
        if (!routers.TryGetValue(router.Address, out var routes)) routers[router.Address] = routes = [];
        return routes;
    }
}
