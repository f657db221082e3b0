using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>Probes over the network and by command, with the kubelet's rules: HTTP 200 to 399 passes, redirects are not followed.</summary>
public sealed class NetworkProber(IContainerRuntime runtime, TimeProvider time) : IProber, IDisposable
{
    private const int LongestMessage = 512;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
#pragma warning disable CA5359 // As the kubelet's: a probe asks whether something answers, not who.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        // Each probe on a connection of its own: a pod's address may belong to another pod later.
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc />
    public void Ask(
        JsonObject handler, JsonObject container, IPAddress address, ContainerLaunch? exec, TimeSpan timeout, Action<ProbeResult> done)
    {
        if (exec is not null)
        {
            runtime.Exec(exec, timeout, result => done(Judge(result, timeout)));
        }
        else
        {
            _ = AskAsync(handler, container, address, timeout, done);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static ProbeResult Judge(ExecResult result, TimeSpan timeout) => result.ExitCode switch
    {
        0 => new ProbeResult(true, ""),
        null => new ProbeResult(false, $"command did not end within {timeout.TotalSeconds:0} s: {Short(result.Output)}"),
        _ => new ProbeResult(false, Short(result.Output)),
    };

    private static string Short(string text) => text.Length <= LongestMessage ? text.Trim() : text[..LongestMessage].Trim();

    private async Task AskAsync(JsonObject handler, JsonObject container, IPAddress address, TimeSpan timeout, Action<ProbeResult> done)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        ProbeResult result;
        try
        {
            result = handler.Map("httpGet") is { } get ? await GetAsync(get, container, address, deadline.Token)
                : handler.Map("tcpSocket") is { } socket ? await ConnectAsync(socket, container, address, deadline.Token)
                : new ProbeResult(false, "the probe has no httpGet, tcpSocket or exec");
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or OperationCanceledException or IOException
            or UriFormatException)
        {
            var late = deadline.IsCancellationRequested;
            result = new ProbeResult(false, late ? $"no answer within {timeout.TotalSeconds:0} s" : Short(failure.Message));
        }

        done(result);
    }

    private async Task<ProbeResult> GetAsync(JsonObject get, JsonObject container, IPAddress address, CancellationToken cancel)
    {
        var scheme = get.Text("scheme") == "HTTPS" ? "https" : "http";
        var path = get.Text("path") is { Length: > 0 } given ? given : "/";
        var uri = new Uri($"{scheme}://{get.Text("host") ?? address.ToString()}:{Port(get, container)}{(path[0] == '/' ? "" : "/")}{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.32");
        foreach (var header in get.Items("httpHeaders"))
        {
            var (name, value) = (header.Text("name") ?? "", header.Text("value") ?? "");
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase)) request.Headers.Host = value;
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var code = (int)response.StatusCode;
        return new ProbeResult(code is >= 200 and < 400, $"HTTP probe failed with statuscode: {code}");
    }

    private static async Task<ProbeResult> ConnectAsync(
        JsonObject target, JsonObject container, IPAddress address, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var host = IPAddress.TryParse(target.Text("host"), out var given) ? given : address;
        await socket.ConnectAsync(new IPEndPoint(host, Port(target, container)), cancel);
        return new ProbeResult(true, "");
    }

    private static int Port(JsonObject handler, JsonObject container)
    {
        if (handler["port"] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            var name = value.GetValue<string>();
            return (int)(container.Items("ports").FirstOrDefault(port => port.Text("name") == name)?.Number("containerPort") ?? 0);
        }

        return (int)(handler.Number("port") ?? 0);
    }
}
