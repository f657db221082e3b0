using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// MLflow's REST API 2.0 (https://mlflow.org/docs/latest/rest-api.html) over HTTP: one request at a time, every answer bounded, every
/// request with a deadline.
/// </summary>
public sealed class HttpMlflowClient(HttpMessageInvoker http, Uri server, MlflowCredentials credentials, TimeProvider time,
    TimeSpan? requestDeadline = null)
    : IMlflowClient, IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;
    private const int PageSize = 1000;
    private const int MaxPages = 50;
    private readonly TimeSpan deadline = requestDeadline ?? TimeSpan.FromSeconds(10);
    private readonly string root = server.AbsoluteUri.TrimEnd('/') + "/api/2.0/mlflow/";

    /// <summary>A client with a connection of its own: no proxy, no redirects (they could carry credentials elsewhere).</summary>
    public static HttpMlflowClient Create(TrackingSettings settings, TimeProvider time)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 1,
        };
        if (settings.AuthorityFile is { } file)
            handler.SslOptions.RemoteCertificateValidationCallback = new MlflowAuthorities(file).Accepts;
        return new(new HttpMessageInvoker(handler), settings.Server, new(settings.CredentialsFolder, time), time);
    }

    /// <inheritdoc />
    public async Task<string> ExperimentAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindExperimentAsync(name, cancellationToken) is { } known) return known;
        try
        {
            var made = await PostAsync("experiments/create", new() { ["name"] = name }, cancellationToken);
            return MlflowAnswers.Text(made, "experiment_id");
        }
        catch (MlflowException error) when (error.Code == MlflowException.AlreadyExists)
        {
            return await FindExperimentAsync(name, cancellationToken)
                ?? throw new MlflowException(MlflowFault.Denied, $"experiment {name} exists but cannot be seen: {error.Message}",
                    inner: error);
        }
    }

    /// <inheritdoc />
    public async Task<TrackedRun?> FindRunAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await GetAsync($"runs/get?run_id={Uri.EscapeDataString(runId)}", cancellationToken);
            return MlflowAnswers.Run(answer["run"]);
        }
        catch (MlflowException error) when (error.Code == MlflowException.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TrackedRun>> SearchRunsAsync(string experimentId, string tag, string value,
        CancellationToken cancellationToken)
    {
        List<TrackedRun> found = [];
        string? page = null;
        for (var i = 0; i < MaxPages; i++)
        {
            var request = new JsonObject
            {
                ["experiment_ids"] = new JsonArray(experimentId),
                ["filter"] = $"tags.`{tag}` = '{value}'",
                ["run_view_type"] = "ACTIVE_ONLY",
                ["max_results"] = 10,
            };
            if (page is not null) request["page_token"] = page;
            var answer = await PostAsync("runs/search", request, cancellationToken);
            found.AddRange(MlflowAnswers.Items(answer, "runs").Select(MlflowAnswers.Run));
            page = MlflowAnswers.NextPage(answer);
            if (page is null) break;
        }

        return found;
    }

    /// <inheritdoc />
    public async Task<TrackedRun> CreateRunAsync(string experimentId, string name, long startTime, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken)
    {
        var answer = await PostAsync("runs/create", new JsonObject
        {
            ["experiment_id"] = experimentId,
            ["run_name"] = name,
            ["start_time"] = startTime,
            ["tags"] = MlflowBatch.Pairs(tags),
        }, cancellationToken);
        return MlflowAnswers.Run(answer["run"]);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<RecordedMetric>> HistoryAsync(string runId, string metric, int most,
        CancellationToken cancellationToken)
    {
        List<RecordedMetric> points = [];
        var path = $"metrics/get-history?run_id={Uri.EscapeDataString(runId)}&metric_key={Uri.EscapeDataString(metric)}"
            + $"&max_results={PageSize}";
        string? page = null;
        for (var i = 0; i < MaxPages && points.Count < most; i++)
        {
            var answer = await GetAsync(page is null ? path : $"{path}&page_token={Uri.EscapeDataString(page)}", cancellationToken);
            points.AddRange(MlflowAnswers.Items(answer, "metrics").Select(MlflowAnswers.Metric));
            page = MlflowAnswers.NextPage(answer);
            if (page is null) break;
        }

        return points;
    }

    /// <inheritdoc />
    public Task LogAsync(string runId, MlflowBatch batch, long time, CancellationToken cancellationToken) =>
        PostAsync("runs/log-batch", batch.ToJson(runId, time), cancellationToken);

    /// <inheritdoc />
    public Task UpdateRunAsync(string runId, RunState state, long? endTime, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["run_id"] = runId, ["status"] = state.ToString().ToUpperInvariant() };
        if (endTime is not null) request["end_time"] = endTime;
        return PostAsync("runs/update", request, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<string?> FindExperimentAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await GetAsync($"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}", cancellationToken);
            return MlflowAnswers.Experiment(answer, name);
        }
        catch (MlflowException error) when (error.Code == MlflowException.NotFound)
        {
            return null;
        }
    }

    private Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    private Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = new HttpRequestMessage(method, root + path);
        request.Headers.Authorization = credentials.Current;
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            var text = await ReadAsync(response, linked.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized) credentials.Refused();
            return MlflowAnswers.Read(response, text, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MlflowException(MlflowFault.Unavailable, $"no answer within {deadline.TotalSeconds:0.#} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw new MlflowException(MlflowFault.Unavailable, error.InnerException?.Message ?? error.Message, inner: error);
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bounded = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bounded.Length + read > MaxAnswerBytes) throw new IOException($"the answer is larger than {MaxAnswerBytes} bytes");
            bounded.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bounded.GetBuffer(), 0, (int)bounded.Length);
    }
}
