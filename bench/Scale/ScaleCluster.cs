using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Runtime.Metrics;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;
using Prometheus;

namespace Modelwright.Bench.Scale;

/// <summary>A cluster in virtual time with one operator and many Models, whose pods are played.</summary>
internal sealed class ScaleCluster : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    // Replaced revisions have gone, and series of events have ended, after it.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly SimWorld world;
    private readonly IReadOnlyList<string> namespaces;
    private readonly Dictionary<string, ModelUser> users;
    private readonly SortedSet<string> unsettled = new(StringComparer.Ordinal);
    private CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();

    public ScaleCluster(IReadOnlyList<string> namespaces)
    {
        this.namespaces = namespaces;
        world = new SimWorld(new SimOptions { Namespaces = namespaces });
        // It looks at every Model after every step; that they serve is awaited here.
        world.Invariants.Traffic.Enabled = false;
        users = namespaces.ToDictionary(name => name, name => new ModelUser(world, name), StringComparer.Ordinal);
        for (var number = 0; number < 10; number++) world.Models.Put(Stories.Uri(number), $"content {number}");
        world.Admin.Changed += Observe;
    }

    /// <summary>The operator that runs.</summary>
    public SimOperator Operator => world.Operators[^1];

    /// <summary>Starts an operator, or the next one.</summary>
    public void Start()
    {
        registry = Prometheus.Metrics.NewCustomRegistry();
        world.StartOperator(services => services.AddSingleton(new RuntimeMetrics(registry)));
        world.RunFor(Rest);
    }

    /// <summary>Ends the operator.</summary>
    public void Stop()
    {
        Operator.Crash();
        Operator.Dispose();
    }

    /// <summary>Does something to Models, waits until all serve, and for rest; returns what it cost.</summary>
    public RequestCounts Cost(Action<Func<int, (ModelUser User, string Name)>> act)
    {
        var before = Operator.Calls.Count;
        act(number => (users[namespaces[number % namespaces.Count]], $"model-{number}"));
        world.RunUntil(() => unsettled.Count == 0, Longest, $"{unsettled.Count} Models serve");
        world.RunFor(Rest);
        return RequestCounts.Of(Operator.Calls.Skip(before));
    }

    /// <summary>Makes the operator look at Models although nothing changed.</summary>
    public RequestCounts Look(int models, int rounds)
    {
        var before = Operator.Calls.Count;
        for (var round = 0; round < rounds; round++)
        {
            for (var number = 0; number < models; number++) Operator.Look(namespaces[number % namespaces.Count], $"model-{number}");
            world.RunFor(TimeSpan.FromMilliseconds(1));
        }

        return RequestCounts.Of(Operator.Calls.Skip(before));
    }

    /// <summary>Lets time pass while nothing changes.</summary>
    public RequestCounts Wait(TimeSpan time)
    {
        var before = Operator.Calls.Count;
        world.RunFor(time);
        return RequestCounts.Of(Operator.Calls.Skip(before));
    }

    /// <summary>How often the operator reconciled so far, all controllers together.</summary>
    public async Task<double> ReconcilesAsync()
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Where(line => line.StartsWith("controller_runtime_reconcile_total{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>The bytes of all objects in the Models' namespaces, as JSON, by resource; events, which live for an hour, apart.</summary>
    public IReadOnlyDictionary<string, long> StoredBytes() => world.Admin.Resources
        .Where(served => served.Namespaced && served.Resource.Group != "metrics.k8s.io")
        .GroupBy(served => served.Resource.Plural, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => namespaces.Sum(space => Bytes(group.First().Resource, space)), StringComparer.Ordinal);

    public void Dispose() => world.Dispose();

    private long Bytes(ResourceId resource, string space) =>
        world.Admin.List(resource, space).Sum(item => (long)Encoding.UTF8.GetByteCount(item.ToJsonString()));

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != KnownResources.Models) return;
        var key = $"{change.Object.Text("metadata", "namespace")}/{change.Object.Text("metadata", "name")}";
        if (change.Type != ClusterEventType.Deleted && !Serves(change.Object)) unsettled.Add(key);
        else unsettled.Remove(key);
    }

    private static bool Serves(JsonObject model) =>
        model.Integer("status", "observedGeneration") == model.Integer("metadata", "generation")
        && model.Objects("status", "conditions")
            .Any(condition => condition.Text("type") == ModelConditions.Ready && condition.Text("status") == "True");
}
