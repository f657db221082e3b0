using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>One client's way to the embedded API server, where a test listens and interferes.</summary>
internal sealed class ClusterClient : IDisposable
{
    private readonly List<WatchFeed> feeds = [];
    private bool delivering = true;

    public ClusterClient(ApiServer server) => Handler = new InProcessHandler(server, new InProcessOptions
    {
        User = UserInfo.Admin,
        Intercept = HandleAsync,
        WatchOpened = (_, feed) =>
        {
            feeds.RemoveAll(item => item.Ended);
            feed.Held = !delivering;
            feeds.Add(feed);
        },
    });

    public InProcessHandler Handler { get; }

    /// <summary>Method and path with query of every request but watches, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers instead of the server when it returns something.</summary>
    public Func<ApiRequest, ApiResponse?>? Intercept { get; set; }

    /// <summary>Whether watches deliver; while false they are open but silent.</summary>
    public bool Delivering
    {
        get => delivering;
        set
        {
            delivering = value;
            foreach (var feed in feeds.ToList()) feed.Held = !value;
        }
    }

    /// <summary>The server cannot be reached.</summary>
    public bool Broken { get; set; }

    public void Dispose() => Handler.Dispose();

    // A request takes a turn of the pump on the way in and one on the way out, so that other work can come between.
    private async ValueTask<ApiResponse> HandleAsync(ApiRequest request, Func<ApiRequest, ApiResponse> server,
        CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (!request.Query.Contains("watch=true",
            StringComparison.Ordinal)) Requests.Add($"{request.Method} {request.Path}?{request.Query}");
        if (Broken) throw new HttpRequestException("the connection was refused");
        var response = Intercept?.Invoke(request) ?? server(request);
        await Task.Yield();
        return response;
    }
}
