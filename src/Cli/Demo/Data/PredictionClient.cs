using System.Net.Http.Headers;
using System.Text.Json;

namespace Modelwright.Cli.Demo.Data;

/// <summary>Asks a Model for one label at a time, as any HTTP client would.</summary>
public sealed class PredictionClient(Uri model, string name) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Where requests go.</summary>
    public Uri Url { get; } = InferUrl(model, name);

    /// <summary>The infer address below a Model's <c>status.url</c>.</summary>
    public static Uri InferUrl(Uri model, string name) => new(model, $"/v2/models/{name}/infer");

    /// <summary>The predicted label of one row.</summary>
    /// <exception cref="StageFailedException">The answer was not a prediction; the message has what it was.</exception>
    public async Task<string> PredictAsync(SampleRow row, CancellationToken stop)
    {
        using var answer = await InferAsync(row, stop);
        return Output(answer, "label")[0].GetString()!;
    }

    /// <summary>The probabilities of one row's classes, in the order of the model.</summary>
    /// <exception cref="StageFailedException">The answer was not a prediction; the message has what it was.</exception>
    public async Task<IReadOnlyList<double>> ProbabilitiesAsync(SampleRow row, CancellationToken stop)
    {
        using var answer = await InferAsync(row, stop);
        return [.. Output(answer, "probabilities").EnumerateArray().Select(value => value.GetDouble())];
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<JsonDocument> InferAsync(SampleRow row, CancellationToken stop)
    {
        using var content = new ByteArrayContent(row.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(Url, content, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) throw new StageFailedException($"POST {Url} answered {(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body);
    }

    private static JsonElement Output(JsonDocument answer, string name)
    {
        var output = answer.RootElement.GetProperty("outputs").EnumerateArray()
            .FirstOrDefault(found => found.GetProperty("name").GetString() == name);
        return output.ValueKind == JsonValueKind.Object
            ? output.GetProperty("data")
            : throw new StageFailedException($"no output '{name}' in {answer.RootElement.GetRawText()}");
    }
}
