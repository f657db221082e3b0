using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>Answers one request after the other as the test says, and remembers what was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> script = new();

    /// <summary>Method and path with query, in order.</summary>
    public List<string> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public ScriptedServer Then(HttpStatusCode code, JsonNode body, Action<HttpResponseMessage>? change = null)
    {
        script.Enqueue((_, _) =>
        {
            var response = new HttpResponseMessage(code)
            {
                Content = new StringContent(body.ToJsonString(), Encoding.UTF8,
                "application/json")
            };
            change?.Invoke(response);
            return Task.FromResult(response);
        });
        return this;
    }

    public ScriptedServer ThenList(string version, string? continueToken, params JsonObject[] items) =>
        Then(HttpStatusCode.OK, new JsonObject
        {
            ["kind"] = "ConfigMapList",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version, ["continue"] = continueToken },
            ["items"] = new JsonArray([.. items]),
        });

    public ScriptedServer ThenStatus(int code, string reason, string message = "m", Action<HttpResponseMessage>? change = null) =>
        Then((HttpStatusCode)code, Status(code, reason, message), change);

    public ScriptedServer ThenThrow(Exception error)
    {
        script.Enqueue((_, _) => throw error);
        return this;
    }

    public ScriptedServer ThenHang()
    {
        script.Enqueue(async (_, cancelled) =>
        {
            var never = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancelled.UnsafeRegister(static (state, token) =>
                ((TaskCompletionSource<HttpResponseMessage>)state!).TrySetCanceled(token), never))
                return await never.Task;
        });
        return this;
    }

    public PushStream ThenWatch()
    {
        var stream = new PushStream();
        script.Enqueue((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamBody(stream) }));
        return stream;
    }

    public static JsonObject Status(int code, string reason, string message = "m") =>
        new() { ["kind"] = "Status", ["status"] = "Failure", ["code"] = code, ["reason"] = reason, ["message"] = message };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Bodies.Add(request.Content is null ? "" : new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEnd());
        if (!script.TryDequeue(out var answer)) throw new InvalidOperationException($"the script has no answer for {Requests[^1]}");
        return await answer(request, cancellationToken);
    }
}
