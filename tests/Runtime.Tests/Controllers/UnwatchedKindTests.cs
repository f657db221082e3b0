using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Controllers;

/// <summary>A controller that writes a kind whose events do not wake it: the tracker alone has to.</summary>
public sealed class UnwatchedKindTests : IDisposable
{
    private readonly TestCluster cluster = new();
    private readonly TestOperator instance;

    public UnwatchedKindTests()
    {
        instance = cluster.Start(builder => builder.AddReconciler<Counter, string>("counters").Cache<V1ConfigMap>());
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void A_key_that_was_put_off_goes_on_as_soon_as_the_cache_shows_its_write()
    {
        instance.Client.Delivering = false;
        Trigger();
        var counter = instance.Services.GetRequiredService<Counter>();
        counter.Runs.ShouldBe(1);
        Trigger();
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(3));
        counter.Runs.ShouldBe(1);
        instance.Client.Delivering = true;
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        counter.Runs.ShouldBe(2);
    }

    private void Trigger() => instance.Run(provider => provider.GetRequiredService<IReconcileTrigger<Counter, string>>().Enqueue("a"));

    internal sealed class Counter : IReconciler<string>
    {
        public int Runs { get; private set; }

        public Task<ReconciliationResult> ReconcileAsync(string key, CancellationToken cancellationToken)
        {
            var body = ChildBody.Of(ResourceType.Of<V1ConfigMap>(), new ObjectKey("default", key));
            body["data"] = new JsonObject { ["runs"] = $"{++Runs}" };
            return Task.FromResult(ReconciliationResult.Execute(new Plan { Effects = [new Apply(ResourceType.Of<V1ConfigMap>(), body)] }));
        }
    }
}
