using System.Collections.Concurrent;
using System.Net;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>Clients that ask without a pause and remember every answer.</summary>
internal sealed class SteadyTraffic : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ICaller[] callers;
    private readonly Task[] loops;

    public SteadyTraffic(IEnumerable<ICaller> callers)
    {
        this.callers = [.. callers];
        loops = [.. this.callers.Select(AskAsync)];
    }

    /// <summary>Every answer: when it was asked for, when it came, and whose it was.</summary>
    public ConcurrentQueue<(DateTimeOffset Start, DateTimeOffset End, string Revision)> Answers { get; } = new();

    /// <summary>Every request without a good answer.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>REST clients over HTTP/1.1 with keep-alive and (unless told otherwise) over HTTP/2.</summary>
    public static SteadyTraffic Rest(Uri url, int clientsPerVersion, bool http2 = true)
    {
        Version[] versions = http2 ? [HttpVersion.Version11, HttpVersion.Version20] : [HttpVersion.Version11];
        return new(versions.SelectMany(version => Enumerable.Range(0, clientsPerVersion).Select(_ => new HttpCaller(url, version))));
    }

    /// <summary>gRPC clients.</summary>
    public static SteadyTraffic Grpc(Uri url, string model, int clients) =>
        new(Enumerable.Range(0, clients).Select(_ => new GrpcCaller(url, model)));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        foreach (var caller in callers) caller.Dispose();
        stop.Dispose();
    }

    private async Task AskAsync(ICaller caller)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            var start = DateTimeOffset.UtcNow;
            var (revision, failure) = await caller.AskAsync();
            if (failure is null) Answers.Enqueue((start, DateTimeOffset.UtcNow, revision!));
            else Failures.Enqueue($"{start:O} {caller.Protocol} {failure}");
        }
    }
}
