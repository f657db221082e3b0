using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>The whole operator against an API server, in a namespace of its own; the test plays what the server lacks.</summary>
internal sealed class RunningOperator
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private RunningOperator(KubeApi api, string @namespace, FakeRouters routers, EffectCounter effects)
    {
        (Api, Namespace, Routers, Effects) = (api, @namespace, routers, effects);
        Cluster = new PlayedCluster(api, @namespace);
    }

    public KubeApi Api { get; }

    public string Namespace { get; }

    public FakeRouters Routers { get; }

    public EffectCounter Effects { get; }

    public PlayedCluster Cluster { get; }

    /// <summary>Runs a test on the embedded server's core, or on the real one that <c>MODELWRIGHT_TEST_KUBECONFIG</c> names.</summary>
    public static void Run(bool real, Func<RunningOperator, Task> test)
    {
        using var embedded = real ? null : new ApiServer(new Store(),
            new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(1), Anonymous = UserInfo.Admin });
        using var handler = embedded is null ? null : new InProcessHandler(embedded);
        using var connection = handler is null ? KubeConnection.FromKubeconfig(Requires.KubeApi()) : KubeConnection.Over(handler);
        var name = $"operator-{Guid.NewGuid():n}"[..20];
        var (routers, effects) = (new FakeRouters(), new EffectCounter());
        using var key = RouterKey.Create();
        new Pump().Run(async () =>
        {
            var api = new KubeApi(connection, TimeProvider.System, new RequestLimiter(TimeProvider.System, 1000, 1000));
            await PrepareAsync(api, name);
            var services = new ServiceCollection();
            services.AddSingleton(TimeProvider.System).AddSingleton<IRouterClient>(routers).AddSingleton<IEffectObserver>(effects);
            services.AddModelwright(
                new ModelwrightOptions
                {
                    Connection = connection,
                    WatchNamespace = name,
                    RouterKey = key,
                    LeaderElection = false,

                    // The API server of the tests has no ControllerRevisions.
                    Settings = new() { Snapshots = embedded is not null },
                });
            await using var provider = services.BuildServiceProvider();
            using var stop = new CancellationTokenSource();
            var running = provider.GetRequiredService<OperatorHost>().RunAsync(stop.Token);
            try
            {
                await test(new RunningOperator(api, name, routers, effects));
            }
            finally
            {
                stop.Cancel();
                await running;
            }
        });
    }

    /// <summary>Takes turns until the Model's status is as wanted.</summary>
    public async Task<ModelStatus> UntilAsync(string model, Func<ModelStatus, bool> wanted, string what)
    {
        var end = DateTimeOffset.UtcNow + Deadline;
        while (true)
        {
            await Cluster.TurnAsync();
            var item = await Cluster.GetAsync(ResourceType.Of<Model>(), model);
            var status =
                System.Text.Json.JsonSerializer.Deserialize<ModelStatus>(item?["status"] ?? new JsonObject(), Crds.CrdJson.Options)!;
            if (wanted(status)) return status;
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException($"{what}: not within {Deadline.TotalSeconds} s; last: {item?["status"]?.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Takes turns until a condition of the world holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> wanted, string what)
    {
        var end = DateTimeOffset.UtcNow + Deadline;
        while (!await wanted())
        {
            if (DateTimeOffset.UtcNow > end) throw new TimeoutException($"{what}: not within {Deadline.TotalSeconds} s");
            await Cluster.TurnAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private static async Task PrepareAsync(KubeApi api, string name)
    {
        var definitions = ResourceType.Of<V1CustomResourceDefinition>();
        foreach (var file in Directory.GetFiles(Repository.File("config", "crd"), "*.yaml"))
        {
            var body = YamlText.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            await api.ApplyAsync(definitions, body, "operator-tests");
        }

        await api.CreateAsync(ResourceType.Of<V1Namespace>(),
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } },
                "operator-tests");

        // A definition is served a moment after it was stored.
        for (var i = 0; ; i++)
        {
            try
            {
                await api.ListPageAsync(ResourceType.Of<Model>(), new ListRequest { Namespace = name }, CancellationToken.None);
                await api.ListPageAsync(ResourceType.Of<Crds.ModelVersions.ModelVersion>(), new ListRequest { Namespace = name },
                    CancellationToken.None);
                return;
            }
            catch (Runtime.Api.ApiException error) when (error.Error == ApiError.NotFound && i < 200)
            {
                await Task.Delay(50);
            }
        }
    }
}
