using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Claims;
using Modelwright.LocalCluster.Controllers.Deployments;
using Modelwright.LocalCluster.Controllers.Endpoints;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.Jobs;
using Modelwright.LocalCluster.Controllers.Namespaces;
using Modelwright.LocalCluster.Controllers.ReplicaSets;
using Modelwright.LocalCluster.Storage;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Controllers;

/// <summary>The API core and its controllers on one thread and a clock that the test moves; no node unless one is added.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly ControllerLoop loop;
    private readonly TempFolder folder = new();

    public TestCluster(Func<TestCluster, IEnumerable<IClusterController>>? more = null)
    {
        Server = new ApiServer(new Store(), new ApiServerOptions { Clock = Time, Random = new Random(7) });
        Api = Server.Client("test");
        var api = Server.Client("kube-controller-manager");
        ILogger log = NullLogger.Instance;
        loop = new ControllerLoop(
        [
            new NamespaceController(api, Time, log),
            new GarbageCollector(api, Time, log),
            new DeploymentController(api, Time, log),
            new ReplicaSetController(api, Time, log),
            new JobController(api, Time, log),
            new JobExpiryController(api, Time, log),
            new EndpointsController(api, Time, log),
            new ClaimController(api, folder.File("claims"), Time, log),
            new EventExpiryController(api, Time, log),
            .. more?.Invoke(this) ?? [],
        ], Time, log);
        loop.StartControllers();
        Settle();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ApiServer Server { get; }

    public IClusterApi Api { get; }

    public string Folder => folder.Path;

    /// <summary>Turns the controllers until none has anything to do now.</summary>
    public void Settle() => loop.RunUntilIdle(100_000).ShouldBeLessThan(100_000, "the controllers keep each other busy");

    /// <summary>Settles, moves the clock, settles.</summary>
    public void Advance(TimeSpan by)
    {
        Settle();
        Time.Advance(by);
        Settle();
    }

    public JsonObject Create(ResourceId resource, string yaml)
    {
        var created = Api.Create(resource, Yaml.Object(yaml));
        Settle();
        return created;
    }

    public JsonObject Change(ResourceId resource, string name, Action<JsonObject> change, string? subresource = null)
    {
        var changed = Api.Mutate(resource, "default", name, value =>
        {
            change(value);
            return true;
        }, subresource);
        Settle();
        return changed.ShouldNotBeNull();
    }

    public IReadOnlyList<JsonObject> Pods => Api.List(KnownResources.Pods, "default");

    /// <summary>Plays the node: every pod runs and is ready, from now on.</summary>
    public void MakeReady(Func<JsonObject, bool>? which = null)
    {
        Settle();
        var changed = true;
        while (changed)
        {
            changed = false;
            var waiting = Api.List(KnownResources.Pods).Where(pod => !PodState.IsReady(pod) && !pod.IsDeleting());
            foreach (var pod in waiting.Where(pod => which?.Invoke(pod) != false))
            {
                SetReady(pod, true);
                changed = true;
            }

            Settle();
        }
    }

    public void SetReady(JsonObject pod, bool ready) => Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy =>
    {
        var status = copy.Ensure("status");
        status["phase"] = "Running";
        status["podIP"] = $"127.0.9.{1 + (pod.Name().Sum(c => c) % 250)}";
        var conditions = new JsonArray();
        Conditions.Set(conditions, new ConditionState("Ready", ready ? "True" : "False"), Time.GetUtcNow());
        status["conditions"] = conditions;
        return true;
    }, "status");

    public void Dispose()
    {
        loop.Dispose();
        Server.Dispose();
        folder.Dispose();
    }
}
