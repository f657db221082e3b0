using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Storage;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Hosting;

/// <summary>As in production: a generic host, a thread of its own, real time, HTTP.</summary>
public sealed class OperatorThreadTests : IAsyncLifetime
{
    private readonly ApiServer server = new(new Store(), new ApiServerOptions
    {
        Clock = TimeProvider.System,
        Random = new Random(1),
        Anonymous = UserInfo.Admin,
    });

    private ApiHost? api;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => api = await ApiHost.StartAsync(server, stop: Stop);

    public async ValueTask DisposeAsync()
    {
        await api!.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task Serves_health_and_metrics_and_stops_when_asked()
    {
        var admin = $"http://127.0.0.1:{FreePort()}";
        using var host = Build(options => options.AdminUrl = admin);
        await host.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri(admin) };
        await Until(async () => (await client.GetAsync("/readyz", Stop)).IsSuccessStatusCode);
        (await client.GetStringAsync("/livez", Stop)).ShouldBe("ok");
        var metrics = "";
        await Until(async () =>
        {
            metrics = await client.GetStringAsync("/metrics", Stop);
            return metrics.Contains("leader_election_master_status{name=\"sample\"} 1", StringComparison.Ordinal);
        });
        foreach (var name in new[]
        {
            "controller_runtime_reconcile_total", "controller_runtime_reconcile_errors_total", "controller_runtime_reconcile_time_seconds",
            "controller_runtime_active_workers", "controller_runtime_max_concurrent_reconciles", "workqueue_depth", "workqueue_adds_total",
            "workqueue_queue_duration_seconds", "workqueue_work_duration_seconds", "workqueue_retries_total", "rest_client_requests_total",
            "informer_objects", "informer_relists_total", "reconcile_noop_total", "stale_deferrals_total",
        })
            metrics.ShouldContain($"# TYPE {name} ");
        await host.StopAsync(Stop);
        (Holder(server.Client("test")) ?? "").ShouldBe("");
    }

    [Fact]
    public async Task Readyz_names_what_is_missing()
    {
        var admin = $"http://127.0.0.1:{FreePort()}";
        using var host = Build(options =>
        {
            options.AdminUrl = admin;
            options.Connection = KubeConnection.Over(new HttpClientHandler(), new Uri("http://127.0.0.1:1"));
        });
        await host.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri(admin) };
        HttpResponseMessage? answer = null;
        await Until(async () => (answer = await client.GetAsync("/readyz", Stop)).StatusCode == HttpStatusCode.ServiceUnavailable);
        (await answer!.Content.ReadAsStringAsync(Stop)).ShouldBe("not yet read: configmaps, deployments.apps");
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_lost_lease_stops_the_program_with_an_exit_code()
    {
        using var host = Build(_ => { });
        await host.StartAsync(Stop);
        var admin = server.Client("test");
        await Until(() => Task.FromResult(Holder(admin) == "one"));
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        admin.Mutate(TestCluster.Leases, "default", "sample", lease =>
        {
            lease["spec"]!["holderIdentity"] = "somebody";
            return true;
        });
        await Until(() => Task.FromResult(stopping.IsCancellationRequested));
        Environment.ExitCode.ShouldBe(1);
        Environment.ExitCode = 0;
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Reconciles_on_its_own_thread()
    {
        using var host = Build(_ => { });
        await host.StartAsync(Stop);
        var admin = server.Client("test");
        admin.Create(TestCluster.Deployments, TestCluster.Deployment("a", 0));
        await Until(() => Task.FromResult(host.Services.GetRequiredService<FanOutController>().Threads.Count > 0));
        host.Services.GetRequiredService<FanOutController>().Threads.ShouldBe(["operator"]);
        await Until(() => Task.FromResult(admin.Get(TestCluster.Deployments, "default", "a")?["status"] is not null));
        await host.StopAsync(Stop);
    }

    private IHost Build(Action<OperatorOptions> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKubernetesOperator(options =>
        {
            options.Name = "sample";
            options.AnnotationPrefix = "sample.io";
            options.Identity = "one";
            options.LeaderElection.RetryPeriod = TimeSpan.FromMilliseconds(200);
            options.Connection = KubeConnection.Over(new HttpClientHandler(), api!.Address);
            configure(options);
        }).AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>();
        return builder.Build();
    }

    private static string? Holder(IClusterApi admin) =>
        admin.Get(TestCluster.Leases, "default", "sample")?["spec"]?["holderIdentity"]?.ToString();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if (await condition()) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20, deadline.Token);
        }
    }
}
