using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Modelwright.Operator.Pods;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Reads counters over HTTP: of pods by their addresses. A user's query goes only to the server of the configuration.</summary>
public sealed class HttpMeasurementClient(HttpMessageInvoker http, RouterTokens tokens, PrometheusSettings? prometheus, TimeProvider time)
    : IMeasurementClient, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>A thousand columns of 257 bins, each beside its reference, are several mebibytes.</summary>
    private const int MaxFeaturesBytes = 16 * 1024 * 1024;
    private const int MaxTokenBytes = 16 * 1024;
    private static readonly TimeSpan PodDeadline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QueryDeadline = TimeSpan.FromSeconds(10);

    /// <summary>A client with connections of its own: no proxy, no redirects, none kept for long.</summary>
    public static HttpMeasurementClient Create(Func<RouterKey> keys, PrometheusSettings? prometheus, TimeProvider time) => new(
        new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = 4,
        }),
        new RouterTokens(keys, time), prometheus, time);

    /// <inheritdoc />
    public Task<string> RouterAsync(string @namespace, string address, string model, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, $"{Pod(address)}/v1/counters?model={Uri.EscapeDataString(model)}"), tokens.For(@namespace),
            PodDeadline, false, cancellationToken);

    /// <inheritdoc />
    public Task<string> ServerAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, $"{Pod(address)}/v1/outputs"), null, PodDeadline, false, cancellationToken);

    /// <inheritdoc />
    public Task<string> FeaturesAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, $"{Pod(address)}/v1/features"), null, PodDeadline, false, cancellationToken, MaxFeaturesBytes);

    /// <inheritdoc />
    public async Task<string> QueryAsync(string query, CancellationToken cancellationToken)
    {
        if (prometheus is null)
            throw new MeasurementException("no Prometheus server is configured: set the operator's option --prometheus-url")
            {
                Unanswered = true,
            };
        var request = new HttpRequestMessage(HttpMethod.Post, $"{prometheus.Server.AbsoluteUri.TrimEnd('/')}/api/v1/query")
        {
            Content = new FormUrlEncodedContent([new("query", query), new("timeout", $"{QueryDeadline.TotalSeconds - 1:0}s")]),
        };
        return await SendAsync(request, Token(), QueryDeadline, true, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static string Pod(string address) => $"http://{(address.Contains(':') ? $"[{address}]" : address)}:{Names.AdminPortNumber}";

    private string? Token()
    {
        if (prometheus?.TokenFile is not { } file) return null;
        try
        {
            if (new FileInfo(file).Length > MaxTokenBytes) throw new IOException($"it is larger than {MaxTokenBytes} bytes");
            var token = File.ReadAllText(file).Trim();
            return token.Length > 0 && !token.Any(char.IsControl) ? token : throw new IOException("it is empty or no text");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"--prometheus-token-file {file}: {error.Message}", error) { Unanswered = true };
        }
    }

    private async Task<string> SendAsync(
        HttpRequestMessage request, string? token, TimeSpan limit, bool isQuery, CancellationToken cancellationToken,
        int maxBytes = MaxAnswerBytes)
    {
        using var sent = request;
        using var deadline = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            var body = await ReadAsync(response, maxBytes, linked.Token);

            // Prometheus says in the body of 400 and 422 what is wrong with a query.
            return response.StatusCode == HttpStatusCode.OK || (isQuery && (int)response.StatusCode is 400 or 422)
                ? body
                : throw new MeasurementException($"answered {(int)response.StatusCode} {TerminationMessage.Tidy(body)}".TrimEnd())
                {
                    Unanswered = true,
                };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"no answer within {limit.TotalSeconds:0} s") { Unanswered = true };
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new MeasurementException(error.Message, error) { Unanswered = true };
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bounded = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bounded.Length + read > maxBytes) throw new IOException($"the answer is larger than {maxBytes} bytes");
            bounded.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bounded.GetBuffer(), 0, (int)bounded.Length);
    }
}
