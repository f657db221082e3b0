using System.Security.Cryptography.X509Certificates;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Hosting;
using Modelwright.LocalCluster.Node;
using Modelwright.Operator;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;

namespace Modelwright.Cli.Cluster;

/// <summary>An embedded cluster with Modelwright installed: CRDs, roles, and the operator, which signs in as its service account.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private const string OperatorNamespace = "modelwright-system";
    private const string OperatorAccount = "modelwright-operator";

    private readonly LocalClusterHost cluster;
    private readonly IHost operatorHost;
    private readonly RouterKey routerKey;
    private readonly KubeConnection connection;

    private EmbeddedCluster(LocalClusterHost cluster, IHost operatorHost, RouterKey routerKey, KubeConnection connection)
    {
        this.cluster = cluster;
        this.operatorHost = operatorHost;
        this.routerKey = routerKey;
        this.connection = connection;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        operatorHost.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult());
        OperatorEnded = ended.Task;
    }

    /// <summary>The file for kubectl and other clients.</summary>
    public string KubeconfigFile => cluster.KubeconfigFile;

    /// <summary>Where the API server is.</summary>
    public Uri Address => cluster.Address;

    /// <summary>The API, in process, as the cluster's owner.</summary>
    public IClusterApi Api => cluster.Api;

    /// <summary>Ends when the operator has ended by itself, which only a fault makes it do.</summary>
    public Task OperatorEnded { get; }

    /// <summary>The process of this machine behind a container of a pod, or null when it does not run.</summary>
    public int? ProcessOf(string podUid, string container) => cluster.ProcessOf(podUid, container);

    /// <summary>Starts the cluster, installs Modelwright and starts the operator.</summary>
    /// <exception cref="ClusterStartException">Something that it needs is taken or missing.</exception>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions options, TimeProvider time, CancellationToken cancel = default)
    {
        var images = new Dictionary<string, LocalImage>(options.LocalImages);
        foreach (var (name, program) in LocalImagePrograms.Find()) images[name] = program;
        var token = LocalClusterHost.TokenOf(options.DataFolder, "operator");
        var cluster = await LocalClusterHost.StartAsync(new LocalClusterOptions
        {
            DataFolder = options.DataFolder,
            Images = images,
            Time = time,
            Port = options.Port,
            KubeconfigFile = options.KubeconfigFile,
            Tokens = new Dictionary<string, UserInfo> { [token] = UserInfo.ServiceAccount(OperatorNamespace, OperatorAccount, "") },
            ShutdownGrace = options.ShutdownGrace,
            Logging = options.Logging,
        }, cancel);
        RouterKey? key = null;
        KubeConnection? connection = null;
        IHost? host = null;
        try
        {
            new Installation(cluster.Api).Apply(OperatorNamespace);
            key = RouterKey.LoadOrCreate(Path.Combine(options.DataFolder, "router-key.pem"));
            connection = Connect(cluster, token);
            host = ModelwrightHost.Create(new ModelwrightOptions
            {
                Connection = connection,
                RouterKey = key,
                // One process, one operator; a lease left by a crash would only delay it.
                LeaderElection = false,
                Settings = new ServingSettings
                {
                    AllowFileUris = true,
                    AllowLoopback = true,
                    ServiceAddress = ServiceAddress.ClusterIP,
                },
                Tracking = options.Tracking,
                Training = new TrainingSettings
                {
                    ArtifactStore = "pvc://modelwright-models",
                    PollInterval = TimeSpan.FromSeconds(2),
                    UploadTime = TimeSpan.FromMinutes(2),
                },
            }, time, logging => logging.Services.Replace(ServiceDescriptor.Singleton(options.Logging)));
            await host.StartAsync(cancel);
            return new EmbeddedCluster(cluster, host, key, connection);
        }
        catch
        {
            host?.Dispose();
            connection?.Dispose();
            key?.Dispose();
            await cluster.StopAsync();
            throw;
        }
    }

    /// <summary>Stops the operator, then pods and cluster. Objects stay in the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await operatorHost.StopAsync(CancellationToken.None);
        operatorHost.Dispose();
        connection.Dispose();
        routerKey.Dispose();
        await cluster.StopAsync();
    }

    private static KubeConnection Connect(LocalClusterHost cluster, string token) => KubeConnection.From(new KubernetesClientConfiguration
    {
        Host = cluster.Address.ToString(),
        AccessToken = token,
        SslCaCerts = [X509Certificate2.CreateFromPem(cluster.AuthorityPem)],
    });
}
