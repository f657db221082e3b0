using System.Text;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;

namespace Modelwright.Simulation.Operators;

/// <summary>One operator's way to the API server, and its watches.</summary>
internal sealed class ApiLink : IDisposable
{
    private readonly CallGate gate;
    private readonly TimeProvider time;
    private readonly Action<string>? bodies;
    private readonly List<(string Path, WatchFeed Feed)> feeds = [];
    private readonly HashSet<string> held = new(StringComparer.Ordinal);

    public ApiLink(ApiServer server, CallGate gate, TimeProvider time, Action<string>? bodies)
    {
        this.bodies = bodies;
        this.gate = gate;
        this.time = time;
        Handler = new InProcessHandler(server, new InProcessOptions
        {
            User = UserInfo.Admin,
            Intercept = HandleAsync,
            WatchOpened = (request, feed) => Track(request.Path, feed),
        });
    }

    public InProcessHandler Handler { get; }

    /// <summary>The paths of the open watches.</summary>
    public IReadOnlyList<string> Watches =>
        [.. feeds.Where(item => !item.Feed.Ended).Select(item => item.Path).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>From now on events of a collection wait (true) or come (false), also those of later watches.</summary>
    public void Hold(string path, bool hold)
    {
        if (hold) held.Add(path);
        else held.Remove(path);
        foreach (var (_, feed) in feeds.Where(item => item.Path == path && !item.Feed.Ended).ToList()) feed.Held = hold;
    }

    /// <summary>Breaks the connections of a collection's watches, or of all.</summary>
    public void Break(string? path = null)
    {
        foreach (var (_, feed) in feeds.Where(item => (path is null || item.Path == path) && !item.Feed.Ended).ToList()) feed.Break();
    }

    public void Dispose()
    {
        foreach (var (_, feed) in feeds.ToList()) feed.Dispose();
        Handler.Dispose();
    }

    private void Track(string path, WatchFeed feed)
    {
        feeds.RemoveAll(item => item.Feed.Ended);
        feeds.Add((path, feed));
        if (held.Contains(path)) feed.Held = true;
    }

    private async ValueTask<ApiResponse> HandleAsync(ApiRequest request, Func<ApiRequest, ApiResponse> server, CancellationToken stop)
    {
        var verb = Verb(request);
        var call = gate.Begin(verb, request.Path, isWrite: request.Method != "GET");
        await gate.BeforeAsync(call, stop);
        if (bodies is not null && call.IsWrite) bodies($"{call}?{request.Query} {Encoding.UTF8.GetString(request.Body.Span)}");
        switch (call.Fault)
        {
            case CallFault.Refused: throw new HttpRequestException("the connection was refused");
            case CallFault.Silent: await Task.Delay(Timeout.InfiniteTimeSpan, time, stop); break;
            case CallFault.ServerError: return Failure(call, 500, "InternalError");
            case CallFault.Conflict when call.IsWrite: return Failure(call, 409, "Conflict");
            case CallFault.TooManyRequests: return Failure(call, 429, "TooManyRequests");
        }

        var response = Serve(request, server);
        await gate.AfterAsync(call, response.Status, stop);
        if (call.Fault == CallFault.Lost) throw new HttpRequestException("the connection was reset");
        return response;
    }

    // Without a context of its own, a watcher that the write wakes continues on its own pump and not inside of the write.
    private static ApiResponse Serve(ApiRequest request, Func<ApiRequest, ApiResponse> server)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return server(request);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static ApiResponse Failure(Call call, int status, string reason)
    {
        call.Status = status;
        var body = $$"""{"kind":"Status","apiVersion":"v1","metadata":"""
            + $$"""{},"status":"Failure","message":"simulated","reason":"{{reason}}","code":{{status}}}""";
        return new ApiResponse
        {
            Status = status,
            Body = Encoding.UTF8.GetBytes(body),
            Headers = status == 429 ? [new("Retry-After", "2")] : [],
        };
    }

    private static string Verb(ApiRequest request) => request.Method switch
    {
        "GET" => request.Query.Contains("watch=true", StringComparison.Ordinal) ? "watch" : IsCollection(request.Path) ? "list" : "get",
        "POST" => "create",
        "PATCH" => request.ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true ? "apply" : "patch",
        var method => method.ToLowerInvariant(),
    };

    // /api/v1/… and /apis/GROUP/VERSION/…, then namespaces/NAME where there is one, then the collection.
    private static bool IsCollection(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Skip(path.StartsWith("/apis", StringComparison.Ordinal) ? 3 : 2).ToList();
        return (parts.Count > 2 && parts[0] == "namespaces" ? parts.Count - 2 : parts.Count) == 1;
    }
}
