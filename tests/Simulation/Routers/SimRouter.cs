using System.Text;
using Modelwright.Router.Routes;

namespace Modelwright.Simulation.Routers;

/// <summary>One router process: the router's own route store, without its sockets.</summary>
public sealed class SimRouter
{
    private readonly RouteStore store;

    internal SimRouter(string address, string @namespace, string pod, IReadOnlyDictionary<string, string> files, TimeProvider time)
    {
        (Address, Namespace, Pod) = (address, @namespace, pod);
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

    /// <summary>The route that it follows for a Model, or null.</summary>
    public ModelRoute? Route(string model) => store.Current[model];

    /// <summary>All its routes, by Model.</summary>
    public IEnumerable<ModelRoute> Routes => store.Current.Routes.OrderBy(route => route.Model, StringComparer.Ordinal);

    internal RouteUpdate Put(string json)
    {
        var reading = RouteDocumentReader.Read(Encoding.UTF8.GetBytes(json));
        return reading.Route is { } route ? store.Put(route) : new RouteUpdate(RouteOutcome.Invalid, 0, reading.Error);
    }

    internal RouteUpdate Remove(string model, long revision) => store.Remove(model, revision);
}
