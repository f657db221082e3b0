using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Modelwright.ModelServer.Hosting;
using Modelwright.ModelServer.Settings;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

/// <summary>A whole server in this process, on free ports of loopback, with the model "m" version "v1".</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder folder;

    private RunningServer(ModelServerHost host, TempFolder folder)
    {
        Host = host;
        this.folder = folder;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public ModelServerHost Host { get; }

    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(byte[] model, Func<ServerSettings, ServerSettings>? change = null)
    {
        var folder = new TempFolder();
        var file = folder.File("model.onnx");
        await File.WriteAllBytesAsync(file, model);
        var settings = new ServerSettings
        {
            ModelName = "m",
            ModelVersion = "v1",
            ModelFile = file,
            Revision = "m-0a1b2c3d",
            BindAddress = IPAddress.Loopback,
            Port = 0,
            AdminPort = 0,
            DrainDelay = TimeSpan.Zero,
            LogLevel = LogLevel.None,
            TerminationLog = folder.File("termination"),
        };
        var host = new ModelServerHost(change?.Invoke(settings) ?? settings, TimeProvider.System);
        try
        {
            await host.StartAsync();
            return new RunningServer(host, folder);
        }
        catch
        {
            await host.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Sends an inference request as it is.</summary>
    public Task<Answer> InferAsync(string json, Action<HttpRequestMessage>? change = null) =>
        InferAsync(Encoding.UTF8.GetBytes(json), change);

    /// <inheritdoc cref="InferAsync(string, Action{HttpRequestMessage}?)"/>
    public async Task<Answer> InferAsync(byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/m/infer") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        change?.Invoke(request);
        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers,
            response.Content.Headers);
    }

    public async Task<string> MetricsAsync() => await Client.GetStringAsync(new Uri($"http://127.0.0.1:{Host.AdminPort}/metrics"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>An HTTP answer.</summary>
    internal sealed record Answer(int Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        /// <summary>The message of an error, after checking that the body holds it and nothing else.</summary>
        public string Error()
        {
            Status.ShouldBeGreaterThanOrEqualTo(400, Text);
            ContentHeaders.ContentType?.MediaType.ShouldBe("application/json");
            var members = Json.EnumerateObject().ToList();
            members.ShouldHaveSingleItem().Name.ShouldBe("error");
            var message = members[0].Value.GetString();
            message.ShouldNotBeNullOrWhiteSpace();
            return message!;
        }
    }
}
