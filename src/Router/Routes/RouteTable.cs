namespace Modelwright.Router.Routes;

/// <summary>All routes at one moment. Never changes: a change makes a new table, and one reference is swapped.</summary>
public sealed class RouteTable
{
    private const string ModelPath = "/v2/models/";
    private readonly Dictionary<string, ModelRoute> byModel;
    private readonly Dictionary<string, ModelRoute>.AlternateLookup<ReadOnlySpan<char>> byModelSpan;
    private readonly Dictionary<string, ModelRoute>.AlternateLookup<ReadOnlySpan<char>> byHost;
    private readonly ModelRoute? only;

    private RouteTable(Dictionary<string, ModelRoute> routes)
    {
        byModel = routes;
        var hosts = new Dictionary<string, ModelRoute>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes.Values)
            foreach (var host in route.Hosts)
                hosts[host] = route;
        byModelSpan = byModel.GetAlternateLookup<ReadOnlySpan<char>>();
        byHost = hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        only = routes.Count == 1 ? routes.Values.Single() : null;
    }

    /// <summary>A table without routes.</summary>
    public static RouteTable Empty { get; } = new(new Dictionary<string, ModelRoute>(StringComparer.Ordinal));

    /// <summary>Every route, in no particular order.</summary>
    public IReadOnlyCollection<ModelRoute> Routes => byModel.Values;

    /// <summary>The route of a Model, or null.</summary>
    public ModelRoute? this[string model] => byModel.GetValueOrDefault(model);

    /// <summary>The Model that owns a host, or null.</summary>
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
    public RouteTable With(ModelRoute route) =>
        new(new Dictionary<string, ModelRoute>(byModel, StringComparer.Ordinal) { [route.Model] = route });

    /// <summary>This table without a Model's route.</summary>
    public RouteTable Without(string model)
    {
        var routes = new Dictionary<string, ModelRoute>(byModel, StringComparer.Ordinal);
        routes.Remove(model);
        return new RouteTable(routes);
    }
}
