namespace Modelwright.Operator.Routers;

/// <summary>What one router process is known to do with one Model's requests.</summary>
/// <param name="InForce">The revision that it follows.</param>
/// <param name="Pushed">It took that revision from this process, so its content is the one that was meant.</param>
/// <param name="Refused">The revision that it refused last.</param>
/// <param name="RetryTime">When that is tried again unchanged.</param>
/// <param name="Conflict">The revision because of which it refused ours.</param>
/// <param name="Refusal">Its words when it refused.</param>
/// <param name="Sent">A revision that was sent and not answered: it may follow it or not.</param>
/// <param name="Kept">How often in a row it did not take the route away; until <paramref name="RetryTime"/> it is not asked again.</param>
internal sealed record RouteMemory(
    long? InForce, bool Pushed = false, long? Refused = null, DateTimeOffset? RetryTime = null, long? Conflict = null,
    string? Refusal = null, long? Sent = null, int Kept = 0)
{
    /// <summary>The newest revision that the router may follow.</summary>
    public long? Latest => Sent ?? InForce;

    /// <summary>The highest number that the router has named or may follow.</summary>
    public long? Newest => Conflict is { } conflict && Latest is { } latest ? Math.Max(conflict, latest) : Conflict ?? Latest;

    /// <summary>It may be asked to take the route away.</summary>
    public bool MayRemove(DateTimeOffset now) => Kept == 0 || RetryTime is null || RetryTime <= now;

    /// <summary>The table must be sent (again).</summary>
    public bool Needs(long revision, DateTimeOffset now) =>
        (!Pushed || InForce != revision) && (Refused != revision || RetryTime is null || RetryTime <= now);
}
