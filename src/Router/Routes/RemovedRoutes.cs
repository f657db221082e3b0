namespace Modelwright.Router.Routes;

/// <summary>
/// Remembers for a while which revision was removed, so that a late push or a cold-start file that has not caught up does not bring a route
/// back. A push is authorised for five minutes at most, so nothing sent before the removal can arrive later than that. Not thread-safe.
/// </summary>
public sealed class RemovedRoutes(TimeProvider clock)
{
    /// <summary>The lifetime of a token and its allowed clock skew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(6);

    private const int MaxEntries = 2_000;
    private readonly Dictionary<string, (long Revision, DateTimeOffset At)> entries = new(StringComparer.Ordinal);

    /// <summary>The revision at which a Model's route was removed, or null.</summary>
    public long? Revision(string model) =>
        entries.TryGetValue(model, out var entry) && clock.GetUtcNow() - entry.At < Memory ? entry.Revision : null;

    /// <summary>
    /// Notes a removal; a higher revision noted before stays. One that nobody can have counted to is not noted: it came from a damaged
    /// cold-start file, and would keep every honest number out.
    /// </summary>
    public void Remember(string model, long revision)
    {
        if (revision >= ModelRoute.MaxCounted) return;
        if (entries.Count >= MaxEntries) Shrink();
        entries[model] = (Math.Max(revision, Revision(model) ?? 0), clock.GetUtcNow());
    }

    /// <summary>The route is back.</summary>
    public void Forget(string model) => entries.Remove(model);

    private void Shrink()
    {
        var limit = clock.GetUtcNow() - Memory;
        foreach (var (model, _) in entries.Where(e => e.Value.At <= limit).ToList()) entries.Remove(model);
        foreach (var (model, _) in entries.OrderBy(e => e.Value.At).Take(entries.Count - MaxEntries + 1).ToList()) entries.Remove(model);
    }
}
