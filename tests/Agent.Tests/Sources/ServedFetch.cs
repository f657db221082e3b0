using Microsoft.AspNetCore.Http;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Servers;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>A server of the tests, and a fetch that reaches it: what nearly every test of a source begins with.</summary>
internal sealed class ServedFetch : IAsyncDisposable
{
    private readonly TestServer server;
    private readonly Fetch fetch;

    private ServedFetch(TestServer server, Fetch fetch) => (this.server, this.fetch) = (server, fetch);

    public string Output => fetch.Output;

    public List<string> Log => fetch.Log;

    /// <summary>How many requests have come.</summary>
    public int Requests => server.Requests;

    /// <summary>Starts a server with TLS.</summary>
    /// <param name="answer">What it answers.</param>
    /// <param name="fetch">The fetch; null: one that trusts the server and has no credentials.</param>
    public static Task<ServedFetch> StartAsync(RequestDelegate answer, Func<TestServer, Fetch>? fetch = null) =>
        StartAsync(answer, true, fetch ?? (server => new Fetch { Network = server.Network }));

    public static async Task<ServedFetch> StartAsync(RequestDelegate answer, bool tls, Func<TestServer, Fetch> fetch)
    {
        var server = await TestServer.StartAsync(answer, tls);
        return new(server, fetch(server));
    }

    /// <summary>The https address of a path.</summary>
    public string Uri(string path) => server.Uri(path);

    /// <summary>The server as a registry: a repository's artifact by <c>:TAG</c> or <c>@DIGEST</c>.</summary>
    public string Oci(string version) => $"oci://{TestServer.Host}:{server.Port}/{Registry.Repository}{version}";

    public FetchRequest Request(string uri) => fetch.Request(uri);

    public Task<FetchResult> RunAsync(string uri) => fetch.RunAsync(uri);

    /// <summary>Runs a fetch that must fail and leave nothing behind.</summary>
    public Task<FetchException> FailAsync(string uri) => fetch.FailAsync(uri);

    public Task<FetchException> FailAsync(FetchRequest request) => fetch.FailAsync(request);

    public async ValueTask DisposeAsync()
    {
        fetch.Dispose();
        await server.DisposeAsync();
    }
}
