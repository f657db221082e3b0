using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Hosting;
using Modelwright.LocalCluster.Node;
using Modelwright.LocalCluster.Node.Processes;
using Modelwright.LocalCluster.Tests.Controllers;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Hosting;

public sealed class LocalClusterHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_deployment_serves_at_its_service_address_and_nothing_is_left_after_the_stop()
    {
        var cluster = await StartAsync();
        Deploy(cluster);
        var service = await UntilAvailable(cluster);
        (await AskAsync(service)).ShouldBe(WebPod.Greeting);
        var port = cluster.Address.Port;
        var processes =
            Directory.GetFiles(folder.File("data", "processes")).Select(file => int.Parse(Path.GetFileName(file), null)).ToList();
        processes.Count.ShouldBe(2);
        await cluster.StopAsync();

        processes.ShouldAllBe(pid => ProcessTable.StartOf(pid) == null);
        Directory.GetFiles(folder.File("data", "processes")).ShouldBeEmpty();
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        listeners.ShouldNotContain(listener => listener.Port == port && listener.Address.Equals(IPAddress.Loopback));
        listeners.ShouldNotContain(listener => listener.Address.Equals(service.Address));
    }

    [Fact]
    public async Task Objects_addresses_port_and_tokens_survive_a_restart_and_pods_run_once()
    {
        string kubeconfig, ip, uid;
        await using (var first = await StartAsync())
        {
            Deploy(first);
            ip = (await UntilAvailable(first)).Address.ToString();
            kubeconfig = await File.ReadAllTextAsync(first.KubeconfigFile, TestContext.Current.CancellationToken);
            uid = first.Api.List(KnownResources.Pods, "default")[0].Uid();
        }

        await using var second = await StartAsync();
        (await File.ReadAllTextAsync(second.KubeconfigFile, TestContext.Current.CancellationToken)).ShouldBe(kubeconfig);
        var service = await UntilAvailable(second);
        service.Address.ToString().ShouldBe(ip);
        (await AskAsync(service)).ShouldBe(WebPod.Greeting);
        var pods = second.Api.List(KnownResources.Pods, "default");
        pods.Count.ShouldBe(2);
        pods.ShouldContain(pod => pod.Uid() == uid);
        pods.Select(pod => pod.Items("status", "containerStatuses").Single().Number("restartCount")).ShouldBe([1L, 1L]);
        Directory.GetFiles(folder.File("data", "processes")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_owner_reads_the_kubeconfig_and_only_its_token_is_known()
    {
        await using var cluster = await StartAsync();
        Modes.OwnerOnly(cluster.KubeconfigFile).ShouldBeTrue();
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        var path = new Uri(cluster.Address, "/api/v1/namespaces");
        using var known = new HttpRequestMessage(HttpMethod.Get, path);
        known.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(
            folder.File("data", "admin.token"), TestContext.Current.CancellationToken));
        (await http.SendAsync(known, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var unknown = new HttpRequestMessage(HttpMethod.Get, path);
        unknown.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
        (await http.SendAsync(unknown, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_second_cluster_on_the_same_folder_is_refused()
    {
        await using var cluster = await StartAsync();
        (await Should.ThrowAsync<ClusterStartException>(() => StartAsync())).Message.ShouldContain("in use by another cluster");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_when_asked_for_and_replaced_when_only_remembered()
    {
        int port;
        await using (var first = await StartAsync()) port = first.Address.Port;
        using var squatter = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port);
        squatter.Start();

        (await Should.ThrowAsync<ClusterStartException>(() => StartAsync(port))).Message.ShouldContain($"port {port}");
        await using var second = await StartAsync();
        second.Address.Port.ShouldNotBe(port);
    }

    [Fact]
    public async Task Clusters_run_side_by_side()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync(data: "other");
        Deploy(first);
        Deploy(second);
        var (a, b) = (await UntilAvailable(first), await UntilAvailable(second));
        a.ShouldNotBe(b);
        (await AskAsync(a)).ShouldBe(WebPod.Greeting);
        (await AskAsync(b)).ShouldBe(WebPod.Greeting);
    }

    [Fact]
    public async Task A_range_of_addresses_that_another_cluster_took_is_refused_clearly()
    {
        await using (await StartAsync()) { }
        var index = int.Parse(await File.ReadAllTextAsync(folder.File("data", "addresses"), TestContext.Current.CancellationToken), null);
        using var other = Modelwright.LocalCluster.Services.AddressReservation.TryTake(index).ShouldNotBeNull();

        (await Should.ThrowAsync<ClusterStartException>(() => StartAsync())).Message
            .ShouldContain("in use by another cluster on this machine");
    }

    private Task<LocalClusterHost> StartAsync(int? port = null, string data = "data") => LocalClusterHost.StartAsync(new LocalClusterOptions
    {
        DataFolder = folder.File(data),
        Port = port,
        Time = TimeProvider.System,
        Images = new Dictionary<string, LocalImage>
        {
            ["test/web:1"] = WebPod.Image,
        },
    });

    private static void Deploy(LocalClusterHost cluster)
    {
        cluster.Api.Create(KnownResources.Services, Yaml.Object("""
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec: {selector: {app: web}, ports: [{port: 18071, targetPort: http}]}
            """));
        cluster.Api.Create(KnownResources.Deployments, Yaml.Object("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web} }
              template:
                metadata: {labels: {app: web} }
                spec:
                  containers:
                  - name: main
                    image: test/web:1
                    ports: [{name: http, containerPort: 18070}]
                    readinessProbe: {httpGet: {port: http}, periodSeconds: 1, failureThreshold: 30}
            """));
    }

    private static async Task<IPEndPoint> UntilAvailable(LocalClusterHost cluster)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            var deployment = cluster.Api.Get(KnownResources.Deployments, "default", "web")!;
            var endpoints = cluster.Api.Get(KnownResources.Endpoints, "default", "web");
            var ready = endpoints?.Items("subsets").SelectMany(subset => subset.Items("addresses")).Count() ?? 0;
            if (ready == 2 && deployment.Number("status", "availableReplicas") == 2) break;
            started.Elapsed.ShouldBeLessThan(Patience, deployment.ToJsonString());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var address = cluster.Api.Get(KnownResources.Services, "default", "web")!.Text("spec", "clusterIP")!;
        return new IPEndPoint(IPAddress.Parse(address), 18071);
    }

    /// <summary>The proxy may hear of the endpoints a moment after they are written.</summary>
    private static async Task<string> AskAsync(IPEndPoint service)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await http.GetStringAsync(new Uri($"http://{service}/"), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException) when (started.Elapsed < Patience)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
