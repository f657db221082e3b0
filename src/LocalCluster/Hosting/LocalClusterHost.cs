using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Services;

namespace Modelwright.LocalCluster.Hosting;

/// <summary>
/// A whole cluster in this process: API server, controllers, a node and the Services' addresses. Its state is a folder; what it runs ends
/// with it.
/// </summary>
public sealed class LocalClusterHost : IAsyncDisposable
{
    private readonly DataFolder data;
    private readonly ServerCertificate certificate;
    private readonly AddressReservation addresses;
    private readonly ClusterParts parts;
    private readonly ApiHost http;
    private bool stopped;

    private LocalClusterHost(
        DataFolder data, ServerCertificate certificate, AddressReservation addresses, ClusterParts parts, ApiHost http, string kubeconfig)
    {
        this.data = data;
        this.certificate = certificate;
        this.addresses = addresses;
        this.parts = parts;
        this.http = http;
        KubeconfigFile = kubeconfig;
    }

    /// <summary>Where the API server is.</summary>
    public Uri Address => http.Address;

    /// <summary>The file for kubectl and other clients.</summary>
    public string KubeconfigFile { get; }

    /// <summary>The authority that signed the server's certificate, as PEM.</summary>
    public string AuthorityPem => certificate.AuthorityPem;

    /// <summary>The API server, in process.</summary>
    public ApiServer Server => parts.Server;

    /// <summary>The API for whoever sets the cluster up.</summary>
    public IClusterApi Api => parts.Api;

    /// <summary>The process of this machine behind a container of a pod, or null when it does not run.</summary>
    public int? ProcessOf(string podUid, string container) => parts.ProcessOf(podUid, container);

    /// <summary>A token that is made once and kept in the data folder; give it to <see cref="LocalClusterOptions.Tokens"/>.</summary>
    public static string TokenOf(string dataFolder, string name)
    {
        using var data = DataFolder.Open(dataFolder);
        return data.Token(name);
    }

    /// <summary>Starts a cluster, after the processes that a crashed one left behind have been killed.</summary>
    /// <exception cref="ClusterStartException">Something that it needs is taken or missing.</exception>
    public static async Task<LocalClusterHost> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        var undo = new Stack<IDisposable>();
        try
        {
            if (options.KubeconfigFile is { } named && !Kubeconfig.IsOurs(named))
                throw new ClusterStartException(
                    $"kubeconfig {Path.GetFullPath(named)}: the file exists and was not written by an embedded cluster; name another");
            var data = Push(undo, DataFolder.Open(options.DataFolder));
            var preferred = options.Port ?? data.Recall("port") ?? 0;
            var addresses = Push(undo, Reserve(data, preferred));
            var certificate = Push(undo, ServerCertificate.LoadOrCreate(data.Certificates, options.Time));
            var admin = data.Token("admin");
            var parts = Push(undo, ClusterParts.Create(options, data, addresses, admin));
            var http = await ListenAsync(parts.Server, preferred, required: options.Port is not null, certificate, cancel);
            data.Remember("port", http.Address.Port);
            var kubeconfig = Path.GetFullPath(options.KubeconfigFile ?? data.Kubeconfig);
            Directory.CreateDirectory(Path.GetDirectoryName(kubeconfig)!);
            SecretFile.Write(kubeconfig, Kubeconfig.Text(http.Address, admin, certificate.AuthorityPem));
            parts.Start();
            undo.Clear();
            return new LocalClusterHost(data, certificate, addresses, parts, http, kubeconfig);
        }
        finally
        {
            while (undo.TryPop(out var started)) started.Dispose();
        }
    }

    /// <summary>Stops pods, then everything else. Objects stay in the data folder.</summary>
    public async Task StopAsync()
    {
        if (stopped) return;
        stopped = true;
        await parts.StopPodsAsync();
        await http.DisposeAsync();
        parts.Dispose();
        addresses.Dispose();
        certificate.Dispose();
        data.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private static T Push<T>(Stack<IDisposable> undo, T started)
        where T : IDisposable
    {
        undo.Push(started);
        return started;
    }

    /// <summary>Services keep their addresses over a restart, so the pair of pools of the first start is kept too.</summary>
    private static AddressReservation Reserve(DataFolder data, int port)
    {
        if (data.Recall("addresses") is { } index && index < AddressReservation.Count)
        {
            return AddressReservation.TryTake(index) ?? throw new ClusterStartException(
                $"data folder {data.Path}: its range of loopback addresses (number {index}) is in use by another cluster on this machine; "
                + "stop that one first, or start with another data folder");
        }

        try
        {
            var taken = AddressReservation.TakeFrom((port > 0 ? port : Environment.ProcessId) % AddressReservation.Count);
            data.Remember("addresses", taken.Index);
            return taken;
        }
        catch (InvalidOperationException failure)
        {
            throw new ClusterStartException(failure.Message, failure);
        }
    }

    private static async Task<ApiHost> ListenAsync(
        ApiServer server, int port, bool required, ServerCertificate certificate, CancellationToken cancel)
    {
        try
        {
            return await ApiHost.StartAsync(server, port, certificate, cancel);
        }
        catch (IOException taken) when (port != 0)
        {
            if (required) throw new ClusterStartException($"port {port}: {taken.Message}; choose another with --port, or 0 for any", taken);
            return await ApiHost.StartAsync(server, 0, certificate, cancel);
        }
    }
}
