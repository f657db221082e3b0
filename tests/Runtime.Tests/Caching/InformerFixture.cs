using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;
using static Modelwright.Runtime.Tests.Servers.WatchLines;

namespace Modelwright.Runtime.Tests.Caching;

/// <summary>An informer of ConfigMaps, the script it meets, and what it says.</summary>
public abstract class InformerFixture : IDisposable
{
    private readonly Pump process;

    private protected Simulation Simulation { get; } = new();

    private protected ScriptedServer Server { get; } = new();

    private protected Informer<V1ConfigMap> Informer { get; }

    private protected List<string> Changes { get; } = [];

    private protected InformerFixture()
    {
        process = Simulation.NewProcess();
        var metrics = new RuntimeMetrics(Prometheus.Metrics.NewCustomRegistry());
        var api = new KubeApi(KubeConnection.Over(Server), Simulation.Time, new RequestLimiter(Simulation.Time, 50, 100), metrics);
        Informer = new Informer<V1ConfigMap>(api, Simulation.Time, new Random(1), new InformerOptions { PageSize = 2 },
            new CacheConfiguration().ReaderOf<V1ConfigMap>(), metrics, NullLogger.Instance);
        Informer.Store.Subscribe(change => Changes.Add(
            $"{(change.Before is null ? "+" : change.After is null ? "-" : "~")}{change.Key.Name}{(change.Initial ? "*" : "")}"));
    }

    public void Dispose()
    {
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected PushStream ListAndWatch(params System.Text.Json.Nodes.JsonObject[] items)
    {
        Server.ThenList("10", null, items.Length > 0 ? items : [ConfigMap("a", "3")]);
        var watch = Server.ThenWatch();
        Start();
        return watch;
    }

    private protected void Start()
    {
        process.Post(() => _ = Informer.RunAsync(CancellationToken.None));
        Simulation.RunUntilIdle();
    }
}
