using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Modelwright.Operator.Transport;

/// <summary>
/// Calls the admin APIs of the operator's own pods over HTTP: with a bearer token, a deadline and a largest answer for each call.
/// </summary>
/// <param name="http">The connections.</param>
/// <param name="time">The clock of the deadline.</param>
/// <param name="unreachable">Makes the exception of a pod that does not answer as agreed, from the words and what caused it.</param>
internal sealed class AdminTransport(HttpMessageInvoker http, TimeProvider time, Func<string, Exception?, Exception> unreachable)
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Connections of a client's own: no proxy, no cookies, no redirects, few that are idle.</summary>
    /// <param name="perServer">The most to one pod.</param>
    /// <param name="idle">How long an unused one is kept.</param>
    public static HttpMessageInvoker Connections(int perServer, TimeSpan idle) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionIdleTimeout = idle,
        MaxConnectionsPerServer = perServer,
    });

    /// <summary>Asks, and reads the whole answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The pod's IP address.</param>
    /// <param name="path">Port, path and query, as in <c>:8081/v1/routes</c>.</param>
    /// <param name="token">The bearer token.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <param name="wait">How long the pod was asked to wait before it answers.</param>
    public async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(HttpMethod method, string address, string path, string token,
        string? json, CancellationToken cancellationToken, TimeSpan wait = default)
    {
        var limit = Deadline + wait;
        using var deadline = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var host = address.Contains(':') ? $"[{address}]" : address;
        using var request = new HttpRequestMessage(method, $"http://{host}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            return (response.StatusCode, await ReadAsync(response, linked.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw unreachable($"no answer within {limit.TotalSeconds:0} s", null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw unreachable(error.Message, error);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bounded = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bounded.Length + read > MaxAnswerBytes) throw new IOException($"the answer is larger than {MaxAnswerBytes} bytes");
            bounded.Write(buffer, 0, read);
        }

        return bounded.ToArray();
    }
}
