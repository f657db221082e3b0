using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Controllers;

/// <summary>One ConfigMap per namespace that has Deployments, pushed to somebody outside: what a router per namespace will be.</summary>
public sealed class KeyControllerTests : IDisposable
{
    private readonly TestCluster cluster = new();
    private readonly TestOperator instance;

    public KeyControllerTests() => instance = cluster.Start(builder => builder
        .AddReconciler<Directory, string>("directories")
        .Watches<V1Deployment>(item => [item.Metadata.NamespaceProperty])
        .Watches<V1ConfigMap>(item => [item.Metadata.NamespaceProperty])
        .Facts<Receiver>()
        .AddExternalEffects<Push>()
        .AddIndex<V1Deployment>("image", item => item.Spec.Template.Spec.Containers.Select(container => container.Image)));

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Many_objects_make_one_child_per_key()
    {
        cluster.CreateDeployment("a", 1);
        cluster.CreateDeployment("b", 1);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        cluster.Children().ShouldBe(["directory=a,b"]);
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        cluster.Children().ShouldBe(["directory=b"]);
        cluster.Admin.Delete(TestCluster.Deployments, "default", "b");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        cluster.Children().ShouldBeEmpty();
    }

    [Fact]
    public void External_effects_run_until_a_fact_says_that_they_arrived()
    {
        cluster.CreateDeployment("a", 1);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        var push = instance.Services.GetRequiredService<Push>();
        push.Pushed.ShouldBe(["a"]);
        var runs = instance.Services.GetRequiredService<Directory>().Runs;
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(5));
        push.Pushed.ShouldBe(["a"]);
        instance.Services.GetRequiredService<Directory>().Runs.ShouldBe(runs);
    }

    [Fact]
    public void A_failing_external_effect_is_retried()
    {
        instance.Services.GetRequiredService<Push>().Failures = 3;
        cluster.CreateDeployment("a", 1);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        instance.Services.GetRequiredService<Push>().Pushed.ShouldBe(["a"]);
    }

    internal sealed class Receiver(TimeProvider time) : IFactSource<string>
    {
        private readonly AsyncSignal arrived = new(time);

        public Dictionary<string, string> Known { get; } = [];

        public void Take(string ns, string value)
        {
            Known[ns] = value;
            arrived.Set();
        }

        public async Task RunAsync(Action<string> changed, CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await arrived.WaitAsync(null, cancellationToken);
                foreach (var ns in Known.Keys) changed(ns);
            }
        }
    }

    internal sealed class Push(Receiver receiver, TimeProvider time) : IExternalEffectHandler
    {
        public string Name => "push";

        public List<string> Pushed { get; } = [];

        public int Failures { get; set; }

        public async Task HandleAsync(External effect, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            if (Failures-- > 0) throw new HttpRequestException("refused");
            Pushed.Add(effect.Argument["value"]!.ToString());
            receiver.Take(effect.IdempotencyKey, effect.Argument["value"]!.ToString());
        }
    }

    internal sealed class Directory(IStore<V1Deployment> deployments, IStore<V1ConfigMap> children, Receiver receiver) : IReconciler<string>
    {
        public int Runs { get; private set; }

        public Task<ReconciliationResult> ReconcileAsync(string key, CancellationToken cancellationToken)
        {
            Runs++;
            deployments.InIndex("image", "none").Count.ShouldBe(deployments.List().Count);
            var type = ResourceType.Of<V1ConfigMap>();
            var target = new ObjectKey(key, "directory");
            var value = string.Join(',', deployments.List(key).Select(item => item.Metadata.Name));
            if (value.Length == 0)
                return Done(children.Get(target) is { } last ? [new Delete(type, target, last.Metadata.Uid)] : []);
            var body = ChildBody.Of(type, target);
            body["data"] = new JsonObject { ["value"] = value };
            List<Effect> effects = [new Apply(type, body)];
            if (receiver.Known.GetValueOrDefault(key) != value) effects.Add(new External("push", key,
                new JsonObject { ["value"] = value }));
            return Done(effects);
        }

        private static Task<ReconciliationResult> Done(IReadOnlyList<Effect> effects) =>
            Task.FromResult(ReconciliationResult.Execute(new Plan { Effects = effects }));
    }
}
