using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>
/// Clients over HTTP/1.1 with keep-alive and (unless told otherwise) over HTTP/2 that ask without a pause and remember every answer.
/// </summary>
internal sealed class SteadyTraffic : IAsyncDisposable
{
    private const string RevisionHeader = "x-modelwright-revision";

    private readonly CancellationTokenSource stop = new();
    private readonly List<HttpClient> clients = [];
    private readonly Task[] loops;

    public SteadyTraffic(Uri url, int clientsPerVersion, bool http2 = true)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Penguins.Row().Body);
        Version[] versions = http2 ? [HttpVersion.Version11, HttpVersion.Version20] : [HttpVersion.Version11];
        loops = [.. versions.SelectMany(version => Enumerable.Range(0, clientsPerVersion).Select(_ => AskAsync(url, version, body)))];
    }

    /// <summary>Every answer: when it was asked for, when it came, and whose it was.</summary>
    public ConcurrentQueue<(DateTimeOffset Start, DateTimeOffset End, string Revision)> Answers { get; } = new();

    /// <summary>Every request without a good answer.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        clients.ForEach(client => client.Dispose());
        stop.Dispose();
    }

    private async Task AskAsync(Uri url, Version version, byte[] body)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
        lock (clients) clients.Add(client);
        while (!stop.IsCancellationRequested)
        {
            var start = DateTimeOffset.UtcNow;
            using var request = new HttpRequestMessage(HttpMethod.Post, url)
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
            try
            {
                using var answer = await client.SendAsync(request);
                var revision = answer.Headers.TryGetValues(RevisionHeader, out var values) ? values.First() : "nobody";
                if (answer.IsSuccessStatusCode) Answers.Enqueue((start, DateTimeOffset.UtcNow, revision));
                else
                {
                    var words = await answer.Content.ReadAsStringAsync();
                    Failures.Enqueue($"{start:O} {version} {(int)answer.StatusCode} {revision}: {words}");
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                Failures.Enqueue($"{start:O} {version} {error.InnerException?.Message ?? error.Message}");
            }
        }
    }
}
