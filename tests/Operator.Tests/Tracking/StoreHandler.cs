using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>A <see cref="PlayedMlflowStore"/> without a network, for runs in virtual time.</summary>
internal sealed class StoreHandler(PlayedMlflowStore store) : HttpMessageHandler
{
    /// <summary>Answers instead of the store.</summary>
    public HttpStatusCode? Fails { get; set; }

    /// <summary>What it asks for with <see cref="Fails"/>.</summary>
    public string? RetryAfter { get; set; }

    public int Requests { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        if (Fails is { } failing)
        {
            var response = Answer(failing, []);
            if (RetryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
            return Task.FromResult(response);
        }

        var endpoint = $"{request.Method} {request.RequestUri!.AbsolutePath["/api/2.0/mlflow/".Length..]}";
        try
        {
            return Task.FromResult(Answer(HttpStatusCode.OK, store.Answer(endpoint, Read(request), 0)));
        }
        catch (MlflowRefusal refusal)
        {
            return Task.FromResult(Answer((HttpStatusCode)refusal.Status,
                new() { ["error_code"] = refusal.Code, ["message"] = refusal.Message }));
        }
    }

    private static JsonObject Read(HttpRequestMessage request)
    {
        if (request.Content is not null)
        {
            using var reader = new StreamReader(request.Content.ReadAsStream());
            return JsonNode.Parse(reader.ReadToEnd())!.AsObject();
        }

        return new(request.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair[0], Uri.UnescapeDataString(pair[1]))));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
