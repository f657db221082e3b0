using System.Net.Http.Headers;
using System.Text.Json;

namespace Modelwright.Cli.Demo.Data;

/// <summary>Asks a Model for one label at a time, as any HTTP client would.</summary>
public sealed class PredictionClient(Uri model) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Where requests go.</summary>
    public Uri Url { get; } = InferUrl(model);

    /// <summary>The infer address below a Model's <c>status.url</c>.</summary>
    public static Uri InferUrl(Uri model) => new(model, $"/v2/models/{PenguinSample.ModelName}/infer");

    /// <summary>The predicted label of one row.</summary>
    /// <exception cref="StageFailedException">The answer was not a prediction; the message has what it was.</exception>
    public async Task<string> PredictAsync(SampleRow row, CancellationToken stop)
    {
        using var content = new ByteArrayContent(row.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(Url, content, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) throw new StageFailedException($"POST {Url} answered {(int)answer.StatusCode}: {body}");
        using var parsed = JsonDocument.Parse(body);
        var label = parsed.RootElement.GetProperty("outputs").EnumerateArray()
            .FirstOrDefault(output => output.GetProperty("name").GetString() == "label");
        return label.ValueKind == JsonValueKind.Object
            ? label.GetProperty("data")[0].GetString()!
            : throw new StageFailedException($"no output 'label' in {body}");
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
