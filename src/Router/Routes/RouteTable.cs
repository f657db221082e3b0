using System.Collections.Immutable;

namespace Modelwright.Router.Routes;

/// <summary>All routes at one moment. Never changes: a change makes a new table, and one reference is swapped.</summary>
public sealed class RouteTable
{
    private const string ModelPath = "/v2/models/";
    private readonly Dictionary<string, ModelRoute> byModel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelRoute>.AlternateLookup<ReadOnlySpan<char>> byModelSpan;
    private readonly Dictionary<string, ModelRoute>.AlternateLookup<ReadOnlySpan<char>> byHost;
    private readonly ModelRoute? only;

    private RouteTable(ImmutableArray<ModelRoute> routes)
    {
        Routes = routes;
        var hosts = new Dictionary<string, ModelRoute>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes)
        {
            byModel[route.Model] = route;
            foreach (var host in route.Hosts) hosts[host] = route;
        }

        byModelSpan = byModel.GetAlternateLookup<ReadOnlySpan<char>>();
        byHost = hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        only = routes.Length == 1 ? routes[0] : null;
    }

    /// <summary>A table without routes.</summary>
    public static RouteTable Empty { get; } = new([]);

    /// <summary>
    /// Every route, in the order in which they came into force. Where two claim a host, the later one has it: an address that was a removed
    /// Service's may belong to a new one before the old route is gone.
    /// </summary>
    public ImmutableArray<ModelRoute> Routes { get; }

    /// <summary>The route of a Model, or null.</summary>
    public ModelRoute? this[string model] => byModel.GetValueOrDefault(model);

    /// <summary>The route that has a host, or null.</summary>
    public ModelRoute? Owner(string host) => byHost.TryGetValue(host, out var route) ? route : null;

    /// <summary>The route of a request: by its Host header, else by the Model named in its path, else the only route there is.</summary>
    public ModelRoute? Find(string? host, string? path)
    {
        if (host is not null && byHost.TryGetValue(HostName.WithoutPort(host), out var route)) return route;
        if (path is not null && path.StartsWith(ModelPath, StringComparison.Ordinal))
        {
            var name = path.AsSpan(ModelPath.Length);
            var end = name.IndexOf('/');
            if (byModelSpan.TryGetValue(end < 0 ? name : name[..end], out route)) return route;
        }

        return only;
    }

    /// <summary>This table with one route added or replaced.</summary>
    public RouteTable With(ModelRoute route) => new([.. Routes.Where(r => r.Model != route.Model), route]);

    /// <summary>This table without a Model's route.</summary>
    public RouteTable Without(string model) => new([.. Routes.Where(r => r.Model != model)]);
}
