namespace Modelwright.Router.Routes;

/// <summary>
/// Holds the table in force. Writers are serialised; readers take <see cref="Current"/> without a lock. Once a method has returned,
/// every reader sees the new table.
/// </summary>
/// <param name="clock">Ages the memory of removed routes.</param>
/// <param name="onChange">Called after each change, in order, with a Model's route before (null: none) and after (null: removed).</param>
public sealed class RouteStore(TimeProvider clock, Action<ModelRoute?, ModelRoute?>? onChange = null)
{
    /// <summary>How many routes one router holds.</summary>
    public const int MaxRoutes = 1_000;

    private readonly Lock gate = new();
    private readonly RemovedRoutes removed = new(clock);
    private volatile RouteTable current = RouteTable.Empty;

    /// <summary>The table in force.</summary>
    public RouteTable Current => current;

    /// <summary>Puts a route in force if it is newer than what is there.</summary>
    public RouteUpdate Put(ModelRoute route)
    {
        lock (gate)
        {
            var table = current;
            var inForce = table[route.Model];
            if (inForce is not null && inForce.Revision >= route.Revision)
            {
                if (inForce.Equals(route)) return new RouteUpdate(RouteOutcome.Unchanged, inForce.Revision);
                return inForce.Revision > route.Revision
                    ? Stale(inForce.Revision,
                        $"revision {inForce.Revision} of route '{route.Model}' is in force; {route.Revision} is older")
                    : new RouteUpdate(RouteOutcome.Conflict, inForce.Revision,
                        $"revision {route.Revision} of route '{route.Model}' is in force with other content; raise the revision");
            }

            if (inForce is null && removed.Revision(route.Model) is { } gone && gone >= route.Revision)
                return Stale(gone, $"route '{route.Model}' was removed at revision {gone}; {route.Revision} is not newer");
            if (inForce is null && table.Routes.Length >= MaxRoutes)
                return new RouteUpdate(RouteOutcome.Invalid, 0, $"this router holds {MaxRoutes} routes already; remove one first");

            current = table.With(route);
            removed.Forget(route.Model);
            onChange?.Invoke(inForce, route);
            return new RouteUpdate(RouteOutcome.Applied, route.Revision, Taken(table, route));
        }
    }

    /// <summary>Removes a route unless a newer revision than <paramref name="revision"/> is in force.</summary>
    public RouteUpdate Remove(string model, long revision)
    {
        lock (gate)
        {
            var table = current;
            if (table[model] is not { } inForce)
            {
                removed.Remember(model, revision);
                return new RouteUpdate(RouteOutcome.NotFound, 0, $"there is no route '{model}'");
            }

            if (inForce.Revision > revision)
                return Stale(inForce.Revision, $"revision {inForce.Revision} of route '{model}' is in force; {revision} is older");
            current = table.Without(model);
            removed.Remember(model, revision);
            onChange?.Invoke(inForce, null);
            return new RouteUpdate(RouteOutcome.Removed, revision);
        }
    }

    private static string? Taken(RouteTable before, ModelRoute route)
    {
        foreach (var host in route.Hosts)
            if (before.Owner(host) is { } owner && owner.Model != route.Model)
                return $"host '{host}' was route '{owner.Model}''s until now";
        return null;
    }

    private static RouteUpdate Stale(long revision, string error) => new(RouteOutcome.Stale, revision, error);
}
