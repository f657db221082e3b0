using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Modelwright.Operator.Pods;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tokens;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>The agents' admin API over HTTP.</summary>
public sealed class HttpAgentClient(HttpMessageInvoker http, OperatorTokens tokens, TimeProvider time) : IAgentClient, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>A client with connections of its own: no proxy, no redirects, none kept for long, since runs are many and short.</summary>
    public static HttpAgentClient Create(Func<RouterKey> keys, TimeProvider time) => new(
        new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = 1,
        }),
        new OperatorTokens(keys, time), time);

    /// <inheritdoc />
    public async Task<string> ReportAsync(AgentEndpoint agent, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(agent, HttpMethod.Get, "/v1/report", null, cancellationToken);
        return status == HttpStatusCode.OK ? body : throw Unexpected(status, body);
    }

    /// <inheritdoc />
    public async Task StopAsync(AgentEndpoint agent, string reason, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.Serialize(new { reason });
        var (status, body) = await SendAsync(agent, HttpMethod.Post, "/v1/stop", content, cancellationToken);
        if (status != HttpStatusCode.Accepted) throw Unexpected(status, body);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(
        AgentEndpoint agent, HttpMethod method, string path, string? content, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var host = agent.Address.Contains(':') ? $"[{agent.Address}]" : agent.Address;
        using var request = new HttpRequestMessage(method, $"http://{host}:{Names.AgentPortNumber}{path}");
        var audience = $"modelwright-agent/{agent.Namespace}/{agent.RunUid}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(audience));
        if (content is not null) request.Content = new StringContent(content, Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            return (response.StatusCode, await ReadAsync(response, linked.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentUnreachableException($"no answer within {Deadline.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new AgentUnreachableException(error.Message, error);
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

    private static AgentUnreachableException Unexpected(HttpStatusCode status, string body) =>
        new($"answered {(int)status} {TerminationMessage.Tidy(body)}".TrimEnd());
}
