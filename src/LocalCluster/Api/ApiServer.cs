using Modelwright.LocalCluster.Api.Reviews;
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
    private const int KeyBytes = 32;

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
        var given = new TokenTable(options.Tokens);
        var accounts = new ServiceAccountTokens(
            options.ServiceAccountKey ?? RandomKey(options.Random), () => store.Published, options.Clock);
        IAuthorizer authorizer = options.Rbac ? new RbacAuthorizer(store) : new AllowAll();
        _access = new RequestAccess(new AuthenticatorChain(given, accounts), authorizer, options.Anonymous);
        _special = new SpecialSubresources(Machinery, Remover, Subresources, new TokenRequests(Machinery, accounts));
        var reviews = new ReviewHandler(new Dictionary<string, IReview>
        {
            ["LocalSubjectAccessReview"] = new LocalSubjectAccessReview(authorizer),
            ["SelfSubjectAccessReview"] = new SelfSubjectAccessReview(authorizer),
            ["SelfSubjectReview"] = new SelfSubjectReview(),
            ["SelfSubjectRulesReview"] = new SelfSubjectRulesReview(authorizer),
            ["SubjectAccessReview"] = new SubjectAccessReview(authorizer),
            ["TokenReview"] = new TokenReview(given, accounts),
        });
        _resources = new ResourceHandler(Machinery, Writer, Subresources, Remover, _watches, _special, reviews);
        _discovery = new DiscoveryHandler(Machinery);
        _ = new DefinitionCleanup(Machinery, Writer, Remover, _watches);
        Bootstrap.Run(Machinery, Writer);
        if (options.Rbac) BootstrapRoles.Run(Machinery, Writer);
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
            var user = _access.Check(request, info, query);
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

    private static byte[] RandomKey(Random random)
    {
        var key = new byte[KeyBytes];
        random.NextBytes(key);
        return key;
    }
}
