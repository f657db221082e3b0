using Modelwright.Crds.Models;

namespace Modelwright.Operator.Routers;

/// <summary>Everything that a decision about a namespace's routers is made from.</summary>
public sealed record RoutersObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its Models that are not being deleted, by name.</summary>
    public IReadOnlyList<Model> Models { get; init; } = [];

    /// <summary>
    /// Some Model has its requests divided by the routers, or wants that; otherwise the namespace needs none. Those that are there go, and
    /// are still told the routes while they drain.
    /// </summary>
    public bool Needed { get; init; } = true;

    /// <summary>The UID of the routers' Deployment, if there is one.</summary>
    public string? Deployment { get; init; }

    /// <summary>Their routes, as far as decided, by name.</summary>
    public IReadOnlyList<RouteTable> Routes { get; init; } = [];

    /// <summary>The router pods.</summary>
    public IReadOnlyList<RouterState> Routers { get; init; } = [];

    /// <summary>The UID of the routers' disruption budget, if there is one.</summary>
    public string? DisruptionBudget { get; init; }

    /// <summary>The operator's key is a file that may change; so long until it is read again.</summary>
    public TimeSpan? KeyCheck { get; init; }

    /// <summary>The API server's words when it refused something that the last plan wanted.</summary>
    public string? Refusal { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }
}
