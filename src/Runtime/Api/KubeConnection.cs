using k8s;

namespace Modelwright.Runtime.Api;

/// <summary>
/// How to reach an API server: base address and transport, with KubernetesClient's configuration, TLS and credentials underneath.
/// </summary>
public sealed class KubeConnection : IDisposable
{
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send;
    private readonly IDisposable transport;

    private KubeConnection(Uri address, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, IDisposable transport)
    {
        // Without the slash at its end a base address with a path (a proxy's) would lose the last segment.
        Address = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        this.send = send;
        this.transport = transport;
    }

    /// <summary>The server's base address.</summary>
    public Uri Address { get; }

    /// <summary>The kubeconfig named by <c>KUBECONFIG</c>, the one in the home folder, or the pod's service account.</summary>
    public static KubeConnection Default() => From(KubernetesClientConfiguration.BuildDefaultConfig());

    /// <summary>The current context of a kubeconfig file.</summary>
    public static KubeConnection FromKubeconfig(string path) => From(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));

    /// <summary>Any configuration that KubernetesClient can build.</summary>
    public static KubeConnection From(KubernetesClientConfiguration configuration)
    {
        var client = new Kubernetes(configuration);
        return new KubeConnection(client.BaseUri, SendAsync, client);

        async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Scheme == Uri.UriSchemeHttps && !configuration.DisableHttp2) request.Version = new Version(2, 0);
            if (client.Credentials is not null) await client.Credentials.ProcessHttpRequestAsync(request, cancellationToken);
            return await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
    }

    /// <summary>A server behind a handler, for example one in this process. The handler stays the caller's.</summary>
    public static KubeConnection Over(HttpMessageHandler handler, Uri? address = null)
    {
        var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        return new KubeConnection(address ?? new Uri("http://kubernetes.local/"), invoker.SendAsync, invoker);
    }

    /// <inheritdoc />
    public void Dispose() => transport.Dispose();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(request, cancellationToken);
}
