using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Modelwright.Cli.Demo.Load;

/// <summary>
/// A few keep-alive clients that send prepared bodies to one URL, each waiting for an answer before its next request, until stopped.
/// Nothing is retried: what a real client would see as an error is counted as one.
/// </summary>
public sealed class LoadGenerator : IAsyncDisposable
{
    /// <summary>The router says here which revision answered.</summary>
    public const string RevisionHeader = "x-modelwright-revision";

    private static readonly TimeSpan RequestDeadline = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, long> byRevision = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = RequestDeadline };
    private readonly Task[] clients;
    private long requests;
    private long failed;
    private string? firstFailure;

    /// <summary>Starts <paramref name="concurrency"/> clients at once.</summary>
    public LoadGenerator(Uri url, IReadOnlyList<byte[]> bodies, int concurrency)
    {
        clients = [.. Enumerable.Range(0, concurrency).Select(client => Task.Run(() => SendUntilStoppedAsync(url, bodies, client)))];
    }

    /// <summary>The counts so far.</summary>
    public LoadResult Snapshot() =>
        new(Interlocked.Read(ref requests), Interlocked.Read(ref failed), new Dictionary<string, long>(byRevision), firstFailure);

    /// <summary>Lets every request in flight finish, then returns the final counts.</summary>
    public async Task<LoadResult> StopAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        return Snapshot();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        stop.Dispose();
    }

    private async Task SendUntilStoppedAsync(Uri url, IReadOnlyList<byte[]> bodies, int client)
    {
        for (var turn = client; !stop.IsCancellationRequested; turn++)
        {
            var failure = await SendAsync(url, bodies[turn % bodies.Count]);
            Interlocked.Increment(ref requests);
            if (failure is null) continue;
            Interlocked.Increment(ref failed);
            Interlocked.CompareExchange(ref firstFailure, failure, null);
        }
    }

    private async Task<string?> SendAsync(Uri url, byte[] body)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PostAsync(url, content);
            if (!answer.IsSuccessStatusCode) return $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
            var revision = answer.Headers.TryGetValues(RevisionHeader, out var values) ? values.First() : "unknown";
            byRevision.AddOrUpdate(revision, 1, (_, count) => count + 1);
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.InnerException?.Message ?? error.Message;
        }
    }
}
