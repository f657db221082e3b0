using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Operator.Tracking;
using Modelwright.Simulation.Operators;

namespace Modelwright.Simulation.Tracking;

/// <summary>One operator's connection to the MLflow server, below the client that it is shipped with.</summary>
internal sealed class MlflowLink(SimMlflow server, CallGate gate, TimeProvider time) : HttpMessageHandler
{
    private const string Root = "/api/2.0/mlflow/";

    /// <summary>A client over it.</summary>
    public static HttpMlflowClient Client(SimMlflow server, TrackingSettings settings, CallGate gate, TimeProvider time) =>
        new(new HttpMessageInvoker(new MlflowLink(server, gate, time)), settings.Server, new(null, time), time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath[Root.Length..];
        var body = await ReadAsync(request, cancellationToken);
        var isWrite = request.Content is not null && path != "runs/search";
        var call = gate.Begin($"{request.Method}", $"{Call.MlflowPrefix}{path}", isWrite);
        await gate.BeforeAsync(call, cancellationToken);
        var fault = call.Fault == CallFault.None ? server.Trouble : call.Fault;
        if (fault == CallFault.Refused) throw new HttpRequestException("the connection was refused");
        if (fault is CallFault.ServerError or CallFault.Conflict) return Answer(500, new() { ["error_code"] = "INTERNAL_ERROR" });
        if (fault == CallFault.TooManyRequests) return Answer(429, new() { ["error_code"] = "REQUEST_LIMIT_EXCEEDED" });
        if (fault == CallFault.Silent) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        if (server.Slowness > TimeSpan.Zero) await Task.Delay(server.Slowness, time, cancellationToken);
        var (status, answer) = server.Answer($"{request.Method} {path}", body);
        await gate.AfterAsync(call, status, cancellationToken);
        if (fault == CallFault.Lost) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return Answer(status, answer);
    }

    private static async Task<JsonObject> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content is not null
            ? JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!.AsObject()
            : new(request.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair[0], Uri.UnescapeDataString(pair[1]))));

    private static HttpResponseMessage Answer(int status, JsonObject body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
