using k8s.Models;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Routers;

/// <summary>
/// What this process knows of the routers: which route each pod follows, and which pushes failed. It is memory only; after a restart the
/// routers are asked and pushed again. Used on the pump.
/// </summary>
public sealed class RouterLedger(CacheSet caches, TimeProvider time)
{
    /// <summary>The index of router pods by namespace.</summary>
    public const string RoutersByNamespace = "router";

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private readonly IStore<V1Pod> pods = caches.Store<V1Pod>();
    private readonly Dictionary<string, Dictionary<string, RouterMemory>> byNamespace = new(StringComparer.Ordinal);

    /// <summary>The router pods of a namespace; what was known of pods that are gone is forgotten.</summary>
    public IReadOnlyList<RouterPod> Pods(string @namespace)
    {
        List<RouterPod> living = [.. pods.InIndex(RoutersByNamespace, @namespace).Select(RouterPod.Of).OfType<RouterPod>()];
        if (byNamespace.TryGetValue(@namespace, out var known))
        {
            foreach (var gone in known.Keys.Except(living.Select(pod => pod.Incarnation)).ToList()) known.Remove(gone);
            if (known.Count == 0) byNamespace.Remove(@namespace);
        }

        return living;
    }

    /// <summary>How far the routers of a namespace follow one Model's route.</summary>
    public IReadOnlyList<RouterFact> Of(string @namespace, string model) =>
        [.. Pods(@namespace).Select(pod =>
        {
            var memory = Find(@namespace, pod.Incarnation);
            var heard = pod.Address is not null && memory?.Contacted == true;
            var route = heard ? memory!.Routes.GetValueOrDefault(model) : null;
            return new RouterFact
            {
                Name = pod.Name,
                Address = pod.Address,
                Standing = pod.Address is null ? RouterStanding.Down : heard ? RouterStanding.Follows : RouterStanding.Unknown,
                Leaving = pod.Leaving,
                Secrets = pod.Secrets,
                Ready = pod.Ready,
                ReadyTime = pod.ReadyTime,
                Follows = route?.InForce,
                Pushed = route?.Pushed == true,
                Conflict = route?.Conflict,
                Failure = memory?.Failure ?? route?.Refusal,
            };
        })];

    /// <summary>What is known of a pod, or null.</summary>
    internal RouterMemory? Find(string @namespace, string incarnation) =>
        byNamespace.GetValueOrDefault(@namespace)?.GetValueOrDefault(incarnation);

    /// <summary>The router told which routes it has.</summary>
    public void Contacted(string @namespace, string incarnation, IReadOnlyDictionary<string, long> routes)
    {
        var memory = Entry(@namespace, incarnation);
        memory.Contacted = true;
        memory.Routes.Clear();
        foreach (var (model, revision) in routes) memory.Routes[model] = new(revision);
    }

    /// <summary>A push is on its way; until it is answered nobody knows whether the router follows it.</summary>
    public void Sending(string @namespace, string incarnation, RouteTable table)
    {
        var routes = Entry(@namespace, incarnation).Routes;
        routes[table.Model] = (routes.GetValueOrDefault(table.Model) ?? new(null)) with { Sent = table.Revision };
    }

    /// <summary>The router answered a push.</summary>
    public void Answered(string @namespace, string incarnation, RouteTable table, PushOutcome outcome)
    {
        var memory = Entry(@namespace, incarnation);
        var before = memory.Routes.GetValueOrDefault(table.Model);
        memory.Routes[table.Model] = outcome.Acknowledged is { } revision
            ? new(revision, Pushed: true)
            : new(before?.InForce, false, table.Revision, time.GetUtcNow() + LastRetry, outcome.Conflict, outcome.Refusal);
        Succeeded(memory);
    }

    /// <summary>The router gave a route up.</summary>
    public void Removed(string @namespace, string incarnation, string model)
    {
        var memory = Entry(@namespace, incarnation);
        memory.Routes.Remove(model);
        Succeeded(memory);
    }

    /// <summary>
    /// The router follows a newer revision than the one that it was to give up. It is asked again with that one, after longer each time.
    /// </summary>
    public void Kept(string @namespace, string incarnation, string model, long revision)
    {
        var memory = Entry(@namespace, incarnation);
        var kept = (memory.Routes.GetValueOrDefault(model)?.Kept ?? 0) + 1;
        memory.Routes[model] = new(revision, RetryTime: time.GetUtcNow() + Backoff(kept), Kept: kept);
        Succeeded(memory);
    }

    /// <summary>
    /// The router did not answer: it is left alone for a while, longer each time. What was sent may have been taken all the same, so it is
    /// asked again which routes it has before anything is believed of it.
    /// </summary>
    public void Failed(string @namespace, string incarnation, string message)
    {
        var memory = Entry(@namespace, incarnation);
        memory.Contacted = false;
        memory.Failure = message;
        memory.Failures++;
        memory.RetryTime = time.GetUtcNow() + Backoff(memory.Failures);
    }

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << Math.Min(failures - 1, 10)));

    private static void Succeeded(RouterMemory memory) => (memory.Failure, memory.Failures, memory.RetryTime) = (null, 0, null);

    private RouterMemory Entry(string @namespace, string incarnation)
    {
        if (!byNamespace.TryGetValue(@namespace, out var known)) byNamespace[@namespace] = known = new(StringComparer.Ordinal);
        if (!known.TryGetValue(incarnation, out var memory)) known[incarnation] = memory = new();
        return memory;
    }
}
