using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Controllers;

public sealed class FinalizerTests : IDisposable
{
    private const string Name = "sample.io/outside";
    private readonly TestCluster cluster = new();
    private readonly TestOperator instance;
    private readonly Cleanup cleanup;

    public FinalizerTests()
    {
        instance = cluster.Start(builder => builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>()
            .AddFinalizer<Cleanup, V1Deployment>(Name));
        cleanup = instance.Services.GetRequiredService<Cleanup>();
        cluster.CreateDeployment("a", 1);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void The_finalizer_is_in_place_before_anything_else_is_made()
    {
        Finalizers().ShouldBe([Name]);
        instance.Writes[0].ShouldStartWith("PATCH /apis/apps/v1/namespaces/default/deployments/a?");
    }

    [Fact]
    public void Deletion_waits_for_the_cleanup()
    {
        cleanup.Result = ReconciliationResult.After(TimeSpan.FromSeconds(30));
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(2));
        cleanup.Runs.ShouldBeInRange(4, 5);
        Finalizers().ShouldBe([Name]);
        cleanup.Result = ReconciliationResult.Done;
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(1));
        cluster.Admin.Get(TestCluster.Deployments, "default", "a").ShouldBeNull();
    }

    [Fact]
    public void Finalizers_of_others_stay()
    {
        cluster.ChangeDeployment("a", item => item["metadata"]!["finalizers"]!.AsArray().Insert(0, "other.io/x"));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        Finalizers().ShouldBe(["other.io/x"]);
        cleanup.Runs.ShouldBe(1);
    }

    [Fact]
    public void A_failing_cleanup_is_retried()
    {
        var tries = 0;
        cleanup.Before = () => { if (++tries < 4) throw new InvalidOperationException("not yet"); };
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        tries.ShouldBe(4);
        cluster.Admin.Get(TestCluster.Deployments, "default", "a").ShouldBeNull();
    }

    [Fact]
    public void The_controller_is_not_asked_about_an_object_that_is_being_deleted()
    {
        cleanup.Result = ReconciliationResult.After(TimeSpan.FromSeconds(30));
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        var runs = instance.Services.GetRequiredService<FanOutController>().Runs;
        cluster.Admin.Delete(TestCluster.ConfigMaps, "default", "a-0");
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(1));
        instance.Services.GetRequiredService<FanOutController>().Runs.ShouldBe(runs);
    }

    private IReadOnlyList<string> Finalizers() =>
        [.. cluster.Admin.Get(TestCluster.Deployments, "default", "a")!["metadata"]!["finalizers"]!.AsArray().Select(item =>
            item!.ToString())];

    internal sealed class Cleanup : IEntityFinalizer<V1Deployment>
    {
        public ReconciliationResult Result { get; set; } = ReconciliationResult.Done;

        public Action? Before { get; set; }

        public int Runs { get; private set; }

        public Task<ReconciliationResult> FinalizeAsync(V1Deployment entity, CancellationToken cancellationToken)
        {
            Runs++;
            Before?.Invoke();
            return Task.FromResult(Result);
        }
    }
}
