using System.Text.Json.Nodes;
using CsCheck;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Planning;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Testing;

namespace Modelwright.Runtime.Tests.RealServer;

/// <summary>
/// The client and a whole operator against Kubernetes' own API machinery: what the embedded server's semantics are measured by.
/// </summary>
public sealed class RealServerTests : IDisposable
{
    private static readonly ResourceType ConfigMaps = ResourceType.Of<V1ConfigMap>();
    private static readonly ResourceType Blobs = ResourceType.Of<Blob>();
    private static readonly ResourceType Deployments = ResourceType.Of<V1Deployment>();

    private readonly string ns = $"runtime-{Guid.NewGuid():n}"[..20];
    private readonly KubeConnection connection;
    private readonly KubeApi api;

    public RealServerTests()
    {
        connection = KubeConnection.FromKubeconfig(Requires.KubeApi());
        api = new KubeApi(connection, TimeProvider.System, new RequestLimiter(TimeProvider.System, 1000, 1000));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Lists_come_in_pages_of_one_version() => new Pump().Run(async () =>
    {
        for (var i = 0; i < 5; i++) await api.CreateAsync(ConfigMaps, Body($"c{i}", "v"), "test", Stop);
        var first = await api.ListPageAsync(ConfigMaps, new ListRequest { Namespace = ns, Limit = 2 }, Stop);
        await api.CreateAsync(ConfigMaps, Body("c9", "v"), "test", Stop);
        var second = await api.ListPageAsync(ConfigMaps, new ListRequest { Namespace = ns, Limit = 2, Continue = first.Continue }, Stop);
        var third = await api.ListPageAsync(ConfigMaps, new ListRequest { Namespace = ns, Limit = 2, Continue = second.Continue }, Stop);
        first.Items.Concat(second.Items).Concat(third.Items).Select(item => item.Key.Name).ShouldBe(["c0", "c1", "c2", "c3", "c4"]);
        third.Continue.ShouldBeNull();
        third.ResourceVersion.ShouldBe(first.ResourceVersion);
    });

    [Fact]
    public void Apply_creates_changes_and_does_nothing_when_nothing_differs() => new Pump().Run(async () =>
    {
        var created = await api.ApplyAsync(ConfigMaps, Body("a", "one"), "test", cancellationToken: Stop);
        var same = await api.ApplyAsync(ConfigMaps, Body("a", "one"), "test", cancellationToken: Stop);
        same.ResourceVersion.ShouldBe(created.ResourceVersion);
        var changed = await api.ApplyAsync(ConfigMaps, Body("a", "two"), "test", cancellationToken: Stop);
        ResourceVersions.Includes(changed.ResourceVersion, created.ResourceVersion).ShouldBeTrue();
        var rival = await Should.ThrowAsync<ApiException>(api.ApplyAsync(ConfigMaps, Body("a", "three"), "rival", force: false,
            cancellationToken: Stop));
        rival.Error.ShouldBe(ApiError.ApplyConflict);
    });

    [Fact]
    public void Random_objects_are_as_applied_when_compared() => JsonGen.Object.Array[60].Sample(specs => new Pump().Run(async () =>
    {
        await InstallAsync(Blob.Definition());
        foreach (var spec in specs)
        {
            var body = ChildBody.Of(Blobs, new ObjectKey(ns, "a"));
            body["spec"] = spec.DeepClone();
            body["spec"]!["always"] = 1;
            var written = await api.ApplyAsync(Blobs, body, "test", cancellationToken: Stop);
            if (DiffGuard.LostEmptyMap(body, written.ToJson()))
                written = await api.ApplyAsync(Blobs, body, "test", cancellationToken: Stop);
            DiffGuard.FirstDifference(body, written.ToJson()).ShouldBeNull(body.ToJsonString());
            (await api.ApplyAsync(Blobs, body, "test", cancellationToken: Stop)).ResourceVersion.ShouldBe(written.ResourceVersion);
        }
    }), iter: 1, threads: 1);

    [Fact]
    public void An_apply_meant_for_another_object_is_refused() => new Pump().Run(async () =>
    {
        var body = Body("a", "one");
        body["metadata"]!["uid"] = "11111111-1111-1111-1111-111111111111";
        var missing = await Should.ThrowAsync<ApiException>(api.ApplyAsync(ConfigMaps, body, "test", cancellationToken: Stop));
        missing.Error.ShouldBe(ApiError.Conflict);
        await api.CreateAsync(ConfigMaps, Body("a", "one"), "test", Stop);
        var other = await Should.ThrowAsync<ApiException>(api.ApplyAsync(ConfigMaps, body, "test", cancellationToken: Stop));
        other.Error.ShouldBe(ApiError.Conflict, other.Message);
    });

    [Fact]
    public void Preconditions_protect_the_wrong_object() => new Pump().Run(async () =>
    {
        var created = await api.CreateAsync(ConfigMaps, Body("a", "one"), "test", Stop);
        (await Should.ThrowAsync<ApiException>(api.CreateAsync(ConfigMaps, Body("a", "one"), "test",
            Stop))).Error.ShouldBe(ApiError.AlreadyExists);
        var wrong = new DeletePreconditions("11111111-1111-1111-1111-111111111111");
        (await Should.ThrowAsync<ApiException>(api.DeleteAsync(ConfigMaps, created.Key, wrong, Stop))).Error.ShouldBe(ApiError.Conflict);
        (await api.DeleteAsync(ConfigMaps, created.Key, new DeletePreconditions(created.Uid), Stop)).ShouldBeTrue();
        (await api.DeleteAsync(ConfigMaps, created.Key, null, Stop)).ShouldBeFalse();
        (await api.GetAsync(ConfigMaps, created.Key, Stop)).ShouldBeNull();
    });

    [Fact]
    public void Patches_test_what_they_were_made_for() => new Pump().Run(async () =>
    {
        var created = await api.CreateAsync(ConfigMaps, Body("a", "one"), "test", Stop);
        var stale = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = "1" } };
        (await Should.ThrowAsync<ApiException>(api.PatchAsync(ConfigMaps, created.Key, PatchKind.Merge, stale, "test", null, Stop)))
            .Error.ShouldBe(ApiError.Conflict);
        var wrong = new JsonArray(new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = "1" });
        (await Should.ThrowAsync<ApiException>(api.PatchAsync(ConfigMaps, created.Key, PatchKind.Json, wrong, "test", null, Stop)))
            .Error.ShouldBe(ApiError.Invalid);
    });

    [Fact]
    public void A_watch_tells_what_happened_after_the_lists_version() => new Pump().Run(async () =>
    {
        var page = await api.ListPageAsync(ConfigMaps, new ListRequest { Namespace = ns }, Stop);
        var created = await api.CreateAsync(ConfigMaps, Body("a", "one"), "test", Stop);
        await api.ApplyAsync(ConfigMaps, Body("a", "two"), "test", cancellationToken: Stop);
        await api.DeleteAsync(ConfigMaps, created.Key, null, Stop);
        var seen = new List<WatchEvent>();
        var request = new WatchRequest(page.ResourceVersion, TimeSpan.FromSeconds(20)) { Namespace = ns };
        await foreach (var next in api.WatchAsync(ConfigMaps, request, Stop))
        {
            if (next.Type != WatchEventType.Bookmark) seen.Add(next);
            if (seen.Count == 3) break;
        }

        seen.Select(item => item.Type).ShouldBe([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted]);
        ResourceVersions.Includes(seen[2].ResourceVersion, seen[1].ResourceVersion).ShouldBeTrue();
    });

    [Fact]
    public void An_operator_brings_up_repairs_prunes_and_is_quiet() => new Pump().Run(async () =>
    {
        var observer = new CrashAt(int.MaxValue, () => { });
        await using var services = Operator(observer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = services.GetRequiredService<OperatorHost>().RunAsync(stop.Token);
        var key = new ObjectKey(ns, "a");
        await api.CreateAsync(Deployments, Deployment("a", 3), "test", Stop);
        await Until(async () => await StatusReplicas(key) == "3");
        await api.DeleteAsync(ConfigMaps, new ObjectKey(ns, "a-1"), null, Stop);
        await api.ApplyAsync(ConfigMaps, Body("a-2", "drifted"), "rival", cancellationToken: Stop);
        await Until(async () => await Children() == "a-0=v1 a-1=v1 a-2=v1");
        await api.PatchAsync(Deployments, key, PatchKind.Merge, JsonNode.Parse("""{"spec":{"replicas":1}}""")!, "test", null, Stop);
        await Until(async () => await Children() == "a-0=v1" && await StatusReplicas(key) == "1");

        var controller = services.GetRequiredService<FanOutController>();
        var trigger = services.GetRequiredService<IReconcileTrigger<FanOutController, ObjectKey>>();
        // Effects of the last change may still be under way; two runs in a row without any mean that it has come to rest.
        for (var quiet = 0; quiet < 2;)
        {
            var (effects, runs) = (observer.Points, controller.Runs);
            trigger.Enqueue(key);
            await Until(() => Task.FromResult(controller.Runs > runs));
            quiet = observer.Points == effects ? quiet + 1 : 0;
        }

        var performed = observer.Points;
        var before = controller.Runs;
        trigger.Enqueue(key);
        await Until(() => Task.FromResult(controller.Runs > before));
        observer.Points.ShouldBe(performed);
        stop.Cancel();
        await running;
    });

    private ServiceProvider Operator(CrashAt observer)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IEffectObserver>(observer);
        services.AddKubernetesOperator(options =>
        {
            options.Name = "sample";
            options.AnnotationPrefix = "sample.io";
            options.Connection = connection;
            options.WatchNamespace = ns;
            options.LeaderElection.LeaseNamespace = ns;
        }).AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>();
        return services.BuildServiceProvider();
    }

    private async Task InstallAsync(JsonObject definition)
    {
        var kind = new ResourceType("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions",
            Namespaced: false);
        await api.ApplyAsync(kind, definition, "test", cancellationToken: Stop);
        await Until(async () =>
        {
            try
            {
                await api.ListPageAsync(Blobs, new ListRequest { Namespace = ns }, Stop);
                return true;
            }
            catch (ApiException error) when (error.Error == ApiError.NotFound)
            {
                return false;
            }
        });
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(20, deadline.Token);
    }

    private async Task<string> Children()
    {
        var page = await api.ListPageAsync(ConfigMaps, new ListRequest { Namespace = ns }, Stop);
        return string.Join(' ', page.Items.Select(item => $"{item.Key.Name}={item.ToJson()["data"]?["value"]}"));
    }

    private async Task<string?> StatusReplicas(ObjectKey key) =>
        (await api.GetAsync(Deployments, key, Stop))?.ToJson()["status"]?["replicas"]?.ToString();

    private JsonObject Body(string name, string value)
    {
        var body = ChildBody.Of(ConfigMaps, new ObjectKey(ns, name));
        body["data"] = new JsonObject { ["value"] = value };
        return body;
    }

    private JsonObject Deployment(string name, int replicas)
    {
        var body = ChildBody.Of(Deployments, new ObjectKey(ns, name));
        body["metadata"]!["annotations"] = new JsonObject { ["value"] = "v1" };
        body["spec"] = JsonNode.Parse("""
            {"selector":{"matchLabels":{"app":"a"}},
             "template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}
            """);
        body["spec"]!["replicas"] = replicas;
        return body;
    }
}
