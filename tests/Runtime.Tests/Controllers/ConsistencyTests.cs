using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Controllers;

public sealed class ConsistencyTests : IDisposable
{
    private readonly TestCluster cluster = new();
    private readonly TestOperator instance;
    private readonly FanOutController controller;

    public ConsistencyTests()
    {
        cluster.CreateDeployment("a", 1);
        instance = cluster.Start(builder => builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>());
        controller = instance.Services.GetRequiredService<FanOutController>();
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void A_key_that_wrote_waits_until_the_cache_shows_it()
    {
        WriteUnseen();
        var runs = controller.Runs;
        Trigger();
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        controller.Runs.ShouldBe(runs);
        instance.Client.Delivering = true;
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        controller.Runs.ShouldBeGreaterThan(runs);
        cluster.Status("a")!["replicas"]!.ToString().ShouldBe("2");
    }

    [Fact]
    public void After_five_minutes_it_goes_on_regardless()
    {
        WriteUnseen();
        var runs = controller.Runs;
        Trigger();
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(299));
        controller.Runs.ShouldBe(runs);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(2));
        controller.Runs.ShouldBe(runs + 1);
    }

    /// <summary>The second child is written, and nobody hears of it.</summary>
    private void WriteUnseen()
    {
        instance.Client.Intercept = request =>
        {
            if (request.Method == "PATCH"
                && request.Path.EndsWith("/a-1", StringComparison.Ordinal)) instance.Client.Delivering = false;
            return null;
        };
        cluster.ChangeDeployment("a", item => item["spec"]!["replicas"] = 2);
        cluster.Simulation.RunUntilIdle();
        instance.Client.Delivering.ShouldBeFalse();
        cluster.Children().Count.ShouldBe(2);
    }

    private void Trigger() => instance.Run(provider =>
        provider.GetRequiredService<Runtime.Controllers.IReconcileTrigger<FanOutController, Runtime.Api.ObjectKey>>()
            .Enqueue(new Runtime.Api.ObjectKey("default", "a")));
}
