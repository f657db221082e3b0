using System.Text;
using Modelwright.Router.Routes;

namespace Modelwright.Simulation.Routers;

/// <summary>One router process: the router's own route store, without its sockets.</summary>
public sealed class SimRouter
{
    private readonly RouteStore store;

    internal SimRouter(string address, string @namespace, string pod, IReadOnlyDictionary<string, string> files,
        PlayedTraffic traffic, TimeProvider time)
    {
        (Address, Namespace, Pod, Traffic) = (address, @namespace, pod, traffic);
        store = new RouteStore(time);
        foreach (var json in files.Values)
            if (RouteDocumentReader.Read(Encoding.UTF8.GetBytes(json)).Route is { } route) store.Put(route);
    }

    /// <summary>Its pod's address.</summary>
    public string Address { get; }

    /// <summary>Its pod's namespace.</summary>
    public string Namespace { get; }

    /// <summary>Its pod's name.</summary>
    public string Pod { get; }

    /// <summary>The requests that it forwarded.</summary>
    internal PlayedTraffic Traffic { get; }

    /// <summary>The route that it follows for a Model, or null.</summary>
    public ModelRoute? Route(string model) => store.Current[model];

    /// <summary>All its routes, by Model.</summary>
    public IEnumerable<ModelRoute> Routes => store.Current.Routes.OrderBy(route => route.Model, StringComparer.Ordinal);

    internal RouteUpdate Put(string json)
    {
        var reading = RouteDocumentReader.Read(Encoding.UTF8.GetBytes(json));
        if (reading.Route is not { } route) return new RouteUpdate(RouteOutcome.Invalid, 0, reading.Error);
        Traffic.Pass(route.Model, Route(route.Model));
        return store.Put(route);
    }

    internal RouteUpdate Remove(string model, long revision)
    {
        Traffic.Pass(model, Route(model));
        return store.Remove(model, revision);
    }

    /// <summary>What <c>GET /v1/activity</c> answers.</summary>
    internal Modelwright.Operator.Routers.RouterActivity Activity()
    {
        List<ModelRoute> asked = [.. Routes.Where(route => route.Activation is not null)];
        foreach (var route in asked) Traffic.Pass(route.Model, route);
        return Traffic.Activity(asked.Select(route => route.Model));
    }

    /// <summary>What <c>GET /v1/counters</c> answers; null: 404.</summary>
    internal string? Counters(string model)
    {
        Traffic.Pass(model, Route(model));
        return Route(model) is { } route ? Traffic.Counters(model, route.Revision) : null;
    }
}
