using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>A server and a namespace of the test's own in it, spoken to in plain HTTP.</summary>
internal sealed class TestApi : IDisposable
{
    private const string Json = "application/json";
    private readonly HttpClient _client;

    private TestApi(HttpMessageHandler handler, Uri address, ApiServer? server)
    {
        _client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "tester");
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1.0");
        Server = server;
        Namespace = "t" + Guid.NewGuid().ToString("N")[..12];
        Group = $"{Namespace}.example.org";
    }

    /// <summary>The embedded server; null for a real one.</summary>
    public ApiServer? Server { get; }

    /// <summary>The embedded server's clock.</summary>
    public FakeTimeProvider Time { get; private init; } = new();

    public string Namespace { get; }

    /// <summary>The API group of <see cref="DefineThings"/>.</summary>
    public string Group { get; }

    public string ConfigMaps => $"/api/v1/namespaces/{Namespace}/configmaps";

    public string ThingsPath => $"/apis/{Group}/v1/namespaces/{Namespace}/things";

    public static TestApi Open(ServerKind kind = ServerKind.Embedded, ApiServerOptions? options = null, StoreOptions? storeOptions = null)
    {
        var api = kind == ServerKind.Real ? Real() : Embedded(options, storeOptions);
        api.Post("/api/v1/namespaces", $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{api.Namespace}}"} }""")
            .Code.ShouldBe(201);
        return api;
    }

    public ApiAnswer Get(string path, string? accept = null) => Send("GET", path, null, null, accept);

    public ApiAnswer Post(string path, string body, string contentType = Json) => Send("POST", path, body, contentType);

    public ApiAnswer Put(string path, string body) => Send("PUT", path, body, Json);

    public ApiAnswer Merge(string path, string body) => Send("PATCH", path, body, "application/merge-patch+json");

    public ApiAnswer Apply(string path, string body, string manager, bool force = false) =>
        Send("PATCH", $"{path}?fieldManager={manager}{(force ? "&force=true" : "")}", body, "application/apply-patch+yaml");

    public ApiAnswer Delete(string path, string? body = null) => Send("DELETE", path, body, body is null ? null : Json);

    public ApiAnswer Send(string method, string path, string? body, string? contentType, string? accept = null)
    {
        using var request = Message(method, path, body, contentType, accept);
        using var response = _client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return new ApiAnswer((int)response.StatusCode, reader.ReadToEnd(), response.Headers);
    }

    /// <summary>Opens a watch and returns once the server has answered.</summary>
    public async Task<TestWatch> WatchAsync(string path, string? accept = null)
    {
        // The real server's built-in kinds end a watch at once that names no timeout.
        if (Server is null && !path.Contains("timeoutSeconds", StringComparison.Ordinal)) path += "&timeoutSeconds=60";
        var request = Message("GET", path, null, null, accept);
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new TestWatch(response);
    }

    /// <summary>
    /// Defines a kind Thing in <see cref="Group"/>; the schema is that of <c>spec</c>, status has a string phase and replicas.
    /// </summary>
    public void DefineThings(string specSchema = """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""", bool status = true)
    {
        var subresources = status
            ? """
              {"status":{},"scale":{"specReplicasPath":".spec.replicas","statusReplicasPath":".status.replicas",
               "labelSelectorPath":".status.selector"}}
              """
            : "{}";
        var answer = Post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", $$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.{{Group}}"},
             "spec":{"group":"{{Group}}","scope":"Namespaced","names":{"kind":"Thing","plural":"things","shortNames":["thg"]},
              "versions":[{"name":"v1","served":true,"storage":true,"subresources":{{subresources}},
               "schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{{specSchema}},
                "status":{"type":"object","properties":
                 {"phase":{"type":"string"},"replicas":{"type":"integer"},"selector":{"type":"string"} } } } } } }]} }
            """);
        answer.Code.ShouldBe(201, answer.Text);
        // A real server serves the kind a moment later.
        Eventually.IsTrue(() => Get(ThingsPath).Code == 200 && Get($"/openapi/v3/apis/{Group}/v1").Code == 200);
    }

    /// <summary>The JSON of a Thing.</summary>
    public string Thing(string name, string spec = "{}", string metadata = "") =>
        $$"""{"apiVersion":"{{Group}}/v1","kind":"Thing","metadata":{"name":"{{name}}"{{metadata}} },"spec":{{spec}} }""";

    public static string ConfigMap(string name, string data = "{}", string metadata = "") =>
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"{{metadata}} },"data":{{data}} }""";

    public void Dispose()
    {
        if (Server is null)
        {
            Send("DELETE", $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{Group}", null, null);
            Send("DELETE", $"/api/v1/namespaces/{Namespace}", null, null);
        }

        _client.Dispose();
        Server?.Dispose();
    }

    private static TestApi Embedded(ApiServerOptions? options, StoreOptions? storeOptions)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        options ??= new ApiServerOptions { Clock = time, Random = new Random(11) };
        var server = new ApiServer(new Store(options: storeOptions), options with
        {
            Tokens = new Dictionary<string, UserInfo> { ["tester"] = UserInfo.Admin },
        });
        return new TestApi(new InProcessHandler(server), new Uri("http://embedded"), server)
        {
            Time = options.Clock as FakeTimeProvider ?? time,
        };
    }

    private static TestApi Real()
    {
        var kubeconfig = YamlText.Parse(File.ReadAllText(Requires.KubeApi()));
        var address = new Uri(kubeconfig.Objects("clusters").First().Text("cluster", "server")!);
        var handler = new SocketsHttpHandler();
        // A throw-away server on this machine, whose certificate nobody signed.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => address.IsLoopback;
        return new TestApi(handler, address, null);
    }

    private static HttpRequestMessage Message(string method, string path, string? body, string? contentType, string? accept)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept ?? Json);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return request;
    }
}
