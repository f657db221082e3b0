using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Discovery;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Api;

/// <summary>
/// The API server without a transport: a request in, an answer out, synchronously. Safe to call from many threads; with one thread it is
/// deterministic.
/// </summary>
public sealed class ApiServer : IDisposable
{
    private readonly RequestAccess _access;
    private readonly ResourceHandler _resources;
    private readonly DiscoveryHandler _discovery;
    private readonly SpecialSubresources _special;
    private readonly WatchHub _watches;

    /// <summary>Serves what a store holds.</summary>
    public ApiServer(Store store, ApiServerOptions options)
    {
        Machinery = new ApiMachinery(store, options);
        Remover = new ObjectRemover(Machinery);
        Writer = new ObjectWriter(Machinery, Remover);
        Subresources = new Subresources(Writer);
        _watches = new WatchHub(store);
        _access = new RequestAccess(new TokenTable(options.Tokens), new AllowAll(), options.Anonymous);
        _special = new SpecialSubresources(Machinery, Remover);
        _resources = new ResourceHandler(Machinery, Writer, Subresources, Remover, _watches, _special);
        _discovery = new DiscoveryHandler(Machinery);
        _ = new DefinitionCleanup(Machinery, Writer, Remover, _watches);
        Bootstrap.Run(Machinery, Writer);
    }

    internal ApiMachinery Machinery { get; }

    internal ObjectWriter Writer { get; }

    internal ObjectRemover Remover { get; }

    internal Subresources Subresources { get; }

    /// <summary>Where container logs come from; the node sets it.</summary>
    public IPodLogSource? PodLogs { get => _special.Logs; set => _special.Logs = value; }

    /// <summary>The revision of the last write.</summary>
    public long Revision => Machinery.Store.Published.Revision;

    /// <summary>The server as a controller of the cluster itself uses it; the name is its field manager.</summary>
    public IClusterApi Client(string fieldManager) => new ClusterApi(this, fieldManager);

    /// <summary>Answers a request. Never throws for anything a client can cause.</summary>
    public ApiResponse Handle(ApiRequest request)
    {
        try
        {
            if (request.Body.Length > Machinery.Options.MaxBodyBytes) throw ApiErrors.TooLarge(Machinery.Options.MaxBodyBytes);
            var query = new QueryParameters(request.Query);
            var info = RequestInfo.Of(request, query);
            var user = _access.Check(request, info);
            return info.IsResource ? _resources.Handle(request, info, query, user) : _discovery.Handle(request);
        }
        catch (ApiException error)
        {
            return ApiResponse.Of(error);
        }
    }

    /// <summary>Forgets the event history: watches and continue tokens from before now get 410.</summary>
    public void ExpireHistory() => Machinery.Store.ForgetHistory();

    /// <summary>Ends all watches, so that a host can drain.</summary>
    public void CloseWatches() => _watches.CloseAll();

    /// <inheritdoc />
    public void Dispose()
    {
        CloseWatches();
        Machinery.Store.Dispose();
    }
}
