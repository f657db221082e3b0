using System.Net;
using System.Text;
using System.Text.Json;
using Modelwright.Operator.Pods;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tokens;
using Modelwright.Operator.Transport;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>The agents' admin API over HTTP.</summary>
public sealed class HttpAgentClient(HttpMessageInvoker http, OperatorTokens tokens, TimeProvider time) : IAgentClient, IDisposable
{
    private readonly AdminTransport transport = new(http, time, (words, cause) => new AgentUnreachableException(words, cause));

    /// <summary>A client with connections of its own, none kept for long, since runs are many and short.</summary>
    public static HttpAgentClient Create(Func<RouterKey> keys, TimeProvider time) =>
        new(AdminTransport.Connections(1, TimeSpan.FromSeconds(15)), new OperatorTokens(keys, time), time);

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
        var token = tokens.For($"modelwright-agent/{agent.Namespace}/{agent.RunUid}");
        var (status, body) = await transport.SendAsync(
            method, agent.Address, $":{Names.AgentPortNumber}{path}", token, content, cancellationToken);
        return (status, Encoding.UTF8.GetString(body));
    }

    private static AgentUnreachableException Unexpected(HttpStatusCode status, string body) =>
        new($"answered {(int)status} {TerminationMessage.Tidy(body)}".TrimEnd());
}
