using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Http;

/// <summary>How one in-process client reaches the server: where a simulation puts its faults and its notebook.</summary>
public sealed record InProcessOptions
{
    /// <summary>Who the client is; null leaves it to the request's token.</summary>
    public UserInfo? User { get; init; }

    /// <summary>
    /// Stands between client and server: gets each request and the server, and gives the answer. It may record, change the request (a stale
    /// read: <see cref="ApiRequest.AsOfRevision"/>), answer itself, wait, throw before the server saw the request, or throw after (a lost
    /// answer). Null: straight through.
    /// </summary>
    public Func<ApiRequest, Func<ApiRequest, ApiResponse>, CancellationToken, ValueTask<ApiResponse>>? Intercept { get; init; }

    /// <summary>Called for every watch that opens, before its first byte is read.</summary>
    public Action<ApiRequest, WatchFeed>? WatchOpened { get; init; }
}
