using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Services;
using Modelwright.LocalCluster.Tests.Controllers;

namespace Modelwright.LocalCluster.Tests.Services;

public sealed class ServiceProxyTests : IDisposable
{
    private const int Port = 18090;

    private readonly AddressReservation addresses = AddressReservation.TakeFrom(Environment.ProcessId + 500);
    private readonly TestCluster cluster;
    private readonly string clusterIp;
    private ServiceProxyController proxy = null!;

    public ServiceProxyTests()
    {
        cluster = new TestCluster(c =>
            [proxy = new ServiceProxyController(c.Server.Client("kube-proxy"), TimeProvider.System, NullLogger.Instance)]);
        clusterIp = addresses.Services.Take().ToString();
        cluster.Create(KnownResources.Services, $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec:
              clusterIP: {{clusterIp}}
              ports: [{name: http, port: {{Port}}, targetPort: {{Port}} }]
            """);
    }

    public void Dispose()
    {
        cluster.Dispose();
        proxy.Dispose();
        addresses.Dispose();
    }

    [Fact]
    public async Task Connections_go_round_the_ready_endpoints()
    {
        using var a = Backend();
        using var b = Backend();
        Route((a, true), (b, true));
        var answers = new List<string>();
        for (var i = 0; i < 10; i++) answers.Add(await AskAsync());

        answers.Count(answer => answer == a.Name).ShouldBe(5);
        answers.Count(answer => answer == b.Name).ShouldBe(5);
    }

    [Fact]
    public async Task Without_endpoints_connections_are_refused()
    {
        using var a = Backend();
        Route((a, true));
        (await AskAsync()).ShouldBe(a.Name);
        Route();

        (await Should.ThrowAsync<SocketException>(AskAsync)).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task A_dead_endpoint_is_passed_over()
    {
        using var dead = Backend();
        using var alive = Backend();
        Route((dead, true), (alive, true));
        dead.Dispose();
        for (var i = 0; i < 6; i++) (await AskAsync()).ShouldBe(alive.Name);
    }

    [Fact]
    public async Task A_connection_outlives_the_endpoint_that_it_goes_to()
    {
        using var a = Backend();
        using var b = Backend();
        Route((a, true));
        using var old = await ConnectAsync();
        (await AskAsync(old)).ShouldBe(a.Name);
        Route((b, true));

        (await AskAsync(old)).ShouldBe(a.Name);
        (await AskAsync()).ShouldBe(b.Name);
    }

    [Fact]
    public async Task Each_direction_closes_when_its_sender_closes_it()
    {
        using var a = Backend();
        Route((a, true));
        using var client = await ConnectAsync();
        var payload = new byte[3_000_000];
        new Random(1).NextBytes(payload);
        var sending = Task.Run(async () =>
        {
            for (var at = 0; at < payload.Length;) at += await client.SendAsync(payload.AsMemory(at), SocketFlags.None);
            client.Shutdown(SocketShutdown.Send);
        }, TestContext.Current.CancellationToken);
        var received = await DrainAsync(client);
        await sending;

        received.ShouldBe([.. System.Text.Encoding.ASCII.GetBytes(a.Name), .. payload[1..]]);
    }

    [Fact]
    public async Task When_all_endpoints_terminate_those_that_still_serve_are_used()
    {
        using var a = Backend();
        Route((a, false));
        (await AskAsync()).ShouldBe(a.Name);
    }

    [Fact]
    public async Task No_request_fails_while_endpoints_come_and_go()
    {
        var backends = new List<EchoBackend> { Backend(), Backend() };
        Route([.. backends.Select(backend => (backend, true))]);
        using var over = new CancellationTokenSource();
        var answered = new int[8];
        var clients = Enumerable.Range(0, answered.Length).Select(client => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                (await AskAsync()).ShouldStartWith("backend-");
                Interlocked.Increment(ref answered[client]);
            }
        }, TestContext.Current.CancellationToken)).ToList();
        for (var round = 0; round < 30; round++)
        {
            backends.Add(Backend());
            Route([.. backends.Select(backend => (backend, true))]);
            // The order of a real rollout: out of the endpoints, then connections end, then gone.
            var leaving = backends[0];
            backends.RemoveAt(0);
            Route([.. backends.Select(backend => (backend, true))]);
            await EachAnsweredTwiceAsync(answered, clients);
            leaving.Dispose();
        }

        await over.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var backend in backends) backend.Dispose();
    }

    [Fact]
    public async Task Nothing_is_left_when_the_proxy_is_closed()
    {
        using var a = Backend();
        Route((a, true));
        using var open = await ConnectAsync();
        (await AskAsync(open)).ShouldBe(a.Name);
        proxy.Dispose();

        proxy.Connections.ShouldBe(0);
        using var listener = new TcpListener(IPAddress.Parse(clusterIp), Port);
        listener.Start();
        (await DrainAsync(open)).ShouldBeEmpty();
    }

    /// <summary>After two more answers no client waits for a connection that was made before.</summary>
    private static async Task EachAnsweredTwiceAsync(int[] answered, List<Task> clients)
    {
        var goal = answered.Select(count => count + 2).ToArray();
        while (Enumerable.Range(0, goal.Length).Any(client => Volatile.Read(ref answered[client]) < goal[client]))
        {
            if (clients.FirstOrDefault(client => client.IsFaulted) is { } failed) await failed;
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private EchoBackend Backend() => new(addresses.Pods.Take(), Port);

    private void Route(params (EchoBackend Backend, bool Ready)[] targets)
    {
        var endpoints = new JsonArray([.. targets.Select(target => new JsonObject
        {
            ["addresses"] = new JsonArray(target.Backend.Address.ToString()),
            ["conditions"] = new JsonObject { ["ready"] = target.Ready, ["serving"] = true, ["terminating"] = !target.Ready },
        })]);
        var changed = cluster.Api.Mutate(KnownResources.EndpointSlices, "default", "web-x", slice =>
        {
            slice["endpoints"] = endpoints.DeepClone();
            return true;
        });
        if (changed is null)
        {
            cluster.Api.Create(KnownResources.EndpointSlices, new JsonObject
            {
                ["apiVersion"] = "discovery.k8s.io/v1",
                ["kind"] = "EndpointSlice",
                ["metadata"] = new JsonObject
                {
                    ["name"] = "web-x",
                    ["namespace"] = "default",
                    ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "web" },
                },
                ["addressType"] = "IPv4",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = Port }),
                ["endpoints"] = endpoints,
            });
        }

        cluster.Settle();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(clusterIp), Port));
        return socket;
    }

    private async Task<string> AskAsync()
    {
        using var socket = await ConnectAsync();
        return await AskAsync(socket);
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        await socket.SendAsync("?"u8.ToArray(), SocketFlags.None);
        var buffer = new byte[64];
        var count = await socket.ReceiveAsync(buffer, SocketFlags.None);
        return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
    }

    private static async Task<byte[]> DrainAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var buffer = new byte[65536];
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer, SocketFlags.None)) > 0) all.Write(buffer, 0, count);
        }
        catch (SocketException)
        {
            // Reset: nothing more comes either.
        }

        return all.ToArray();
    }
}
