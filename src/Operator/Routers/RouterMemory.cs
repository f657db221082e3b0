namespace Modelwright.Operator.Routers;

/// <summary>What the ledger knows of one router process.</summary>
internal sealed class RouterMemory
{
    /// <summary>It has told which routes it has.</summary>
    public bool Contacted { get; set; }

    /// <summary>By Model.</summary>
    public Dictionary<string, RouteMemory> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Why it could not be reached last time.</summary>
    public string? Failure { get; set; }

    /// <summary>How many times in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? RetryTime { get; set; }

    /// <summary>
    /// The routes to take away, with their numbers: of Models that are gone, and such whose number nobody can have counted to, because of
    /// which the router would refuse every other.
    /// </summary>
    public IReadOnlyDictionary<string, long> Leftovers(
        IEnumerable<string> models, IReadOnlyList<RouteTable> routes, DateTimeOffset now)
    {
        var living = models.ToHashSet(StringComparer.Ordinal);
        return Routes.Where(route => route.Value.MayRemove(now) && (living.Contains(route.Key)
                ? route.Value.Newest >= RouteTable.MaxRevision
                    && routes.Any(own => own.Model == route.Key && RouteTable.Counted(own.Revision))
                : route.Value.Latest is not null))
            .ToDictionary(route => route.Key, route => route.Value.Newest!.Value, StringComparer.Ordinal);
    }
}
