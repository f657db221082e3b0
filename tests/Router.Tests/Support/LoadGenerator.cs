using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Modelwright.Router.Tests.Support;

/// <summary>Clients that send inference without pause over keep-alive connections until told to stop.</summary>
public sealed class LoadGenerator : IAsyncDisposable
{
    private readonly List<Task> workers = [];
    private readonly HttpClient[] clients;
    private readonly Uri url;
    private readonly TimeSpan pause;
    private volatile bool stopping;

    /// <param name="url">Where to send.</param>
    /// <param name="http1">Clients that speak HTTP/1.1.</param>
    /// <param name="http2">Requests at a time over one HTTP/2 connection.</param>
    /// <param name="pause">Idleness after each answer, so that connections are also idle at times.</param>
    public LoadGenerator(Uri url, int http1, int http2, TimeSpan pause = default)
    {
        this.url = url;
        this.pause = pause;
        clients = [Client("1.1"), Client("2.0")];
        for (var i = 0; i < http1; i++) workers.Add(WorkAsync(clients[0], i));
        for (var i = 0; i < http2; i++) workers.Add(WorkAsync(clients[1], i));
    }

    /// <summary>Every answer: when asked, when answered, by which revision.</summary>
    public ConcurrentQueue<(long From, long To, string Revision)> Answers { get; } = new();

    /// <summary>Everything that was not a 200 with the right content.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Waits until there were that many more answers, or more failures than are allowed.</summary>
    public Task AnswersAsync(int more, int failures = 0)
    {
        var goal = Answers.Count + more;
        return Eventually.Async(() => Answers.Count >= goal || Failures.Count > failures, $"{more} more answers");
    }

    public async Task StopAsync()
    {
        stopping = true;
        await Task.WhenAll(workers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var client in clients) client.Dispose();
    }

    private static HttpClient Client(string version) => new()
    {
        DefaultRequestVersion = Version.Parse(version),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private async Task WorkAsync(HttpClient client, int seed)
    {
        await Task.Yield();
        var random = new Random(seed);
        while (!stopping)
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                var body = new string('x', random.Next(1, 5_000));
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(url, content);
                var text = await response.Content.ReadAsStringAsync();
                var answer = response.IsSuccessStatusCode
                    ? System.Text.Json.JsonSerializer.Deserialize<Answer>(text, System.Text.Json.JsonSerializerOptions.Web)
                    : null;
                if (answer is null || answer.Bytes != body.Length
                    || response.Headers.GetValues("x-modelwright-revision").Single() != answer.Revision)
                    Failures.Enqueue($"{(int)response.StatusCode} {text}");
                else Answers.Enqueue((from, Stopwatch.GetTimestamp(), answer.Revision));
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidOperationException)
            {
                Failures.Enqueue(e.ToString());
            }

            if (pause > TimeSpan.Zero) await Task.Delay(pause * random.NextDouble());
        }
    }

    private sealed record Answer(string Revision, long Bytes);
}
