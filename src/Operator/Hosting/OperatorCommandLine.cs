using System.CommandLine;
using System.Globalization;
using Modelwright.Artifacts;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;

namespace Modelwright.Operator.Hosting;

/// <summary>
/// The operator's options; each can also be set by an environment variable, <c>--router-image</c> by <c>MODELWRIGHT_ROUTER_IMAGE</c>.
/// </summary>
public static class OperatorCommandLine
{
    private static readonly ServingSettings Defaults = new();
    private static readonly TrainingSettings Training = new();

    /// <summary>One may be lost, or its node drained. The embedded cluster has one node and one router.</summary>
    private const int RouterReplicasInClusters = 2;

    private static readonly ModelwrightOptions Runs = new();

    private static readonly Option<string?> Kubeconfig =
        Setting<string?>("--kubeconfig", "kubeconfig file; default: the pod's service account, or KUBECONFIG", null);
    private static readonly Option<string?> Namespace =
        Setting<string?>("--namespace", "the only namespace to look after; default: all", null);
    private static readonly Option<string> ModelServerImage =
        Setting("--model-server-image", "image of the model server", Defaults.ModelServerImage);
    private static readonly Option<string> AgentImage =
        Setting("--agent-image", "image of the program that fetches models", Defaults.AgentImage);
    private static readonly Option<string> RouterImage = Setting("--router-image", "image of the router", Defaults.RouterImage);
    private static readonly Option<int> RouterReplicas =
        Setting("--router-replicas", "router pods per namespace, 1 to 20", RouterReplicasInClusters);
    private static readonly Option<string?> RouterKeyFile =
        Setting<string?>("--router-key", "PEM file of the P-256 key that signs pushes to routers; leader election needs one for all", null);
    private static readonly Option<bool> AllowFileUris =
        Setting("--allow-file-uris", "accept file:// URIs; only for an embedded cluster", Defaults.AllowFileUris);
    private static readonly Option<bool> AllowLoopback = Setting("--allow-loopback",
        "let agents connect to addresses of their own machine, such as a local S3 server; only for an embedded cluster",
        Defaults.AllowLoopback);
    private static readonly Option<ServiceAddress> Address =
        Setting("--service-address", "how Services are named: Dns or ClusterIP", Defaults.ServiceAddress);
    private static readonly Option<string> ClusterDomain = Setting("--cluster-domain", "the cluster's DNS domain", Defaults.ClusterDomain);
    private static readonly Option<long> MaxModelBytes =
        Setting("--max-model-bytes", "the largest model file that is fetched", Defaults.MaxModelBytes);
    private static readonly Option<string?> ArtifactStore = Setting<string?>("--artifact-store",
        "where runs leave models: pvc://CLAIM[/FOLDER] (made where missing), s3://BUCKET/PREFIX; default: each run names its own", null);
    private static readonly Option<string?> ArtifactStoreSecret = Setting<string?>("--artifact-store-secret",
        "Secret with credentials for an s3:// artifact store, in each namespace that trains", null);
    private static readonly Option<string> ArtifactStoreSize =
        Setting("--artifact-store-size", "size of a claim that is made for the artifact store", Training.ArtifactStoreSize);
    private static readonly Option<double> ReportInterval = Setting("--report-interval",
        "seconds between two looks at a running training's metrics", Training.PollInterval.TotalSeconds);
    private static readonly Option<double> StopGrace = Setting("--stop-grace",
        "seconds that a cancelled training has to finish by itself", Training.StopGrace.TotalSeconds);
    private static readonly Option<double> UploadTime = Setting("--upload-time",
        "seconds that a training's output has to be uploaded in", Training.UploadTime.TotalSeconds);
    private static readonly Option<long> MaxOutputBytes =
        Setting("--max-output-bytes", "the largest output of a training, without the model", Training.MaxOutputBytes);
    private static readonly Option<bool> LeaderElection =
        Setting("--leader-election", "several instances agree on one that acts", Runs.LeaderElection);
    private static readonly Option<string> LeaseNamespace = Setting("--lease-namespace", "where the lease is", Runs.LeaseNamespace);
    private static readonly Option<int> AdminPort =
        Setting("--admin-port", "port of /livez, /readyz and /metrics; 0: none", Names.AdminPortNumber);

    /// <summary>The command; <paramref name="run"/> is called with valid options and gives the exit code.</summary>
    public static RootCommand Create(Func<ModelwrightOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("The Modelwright operator: trains and serves the Models of a Kubernetes cluster.")
        {
            Kubeconfig, Namespace, ModelServerImage, AgentImage, RouterImage, RouterReplicas, RouterKeyFile, AllowFileUris, AllowLoopback,
            Address,
            ClusterDomain,
            MaxModelBytes, LeaderElection, LeaseNamespace, AdminPort,
            ArtifactStore, ArtifactStoreSecret, ArtifactStoreSize, ReportInterval, StopGrace, UploadTime, MaxOutputBytes,
        };
        foreach (var option in TrackingCommandLine.Options.Concat(PrometheusCommandLine.Options)) command.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            RouterKey? key = null;
            if ((Check(result) ?? Key(result, out key)) is not { } error) return await run(Read(result, key), cancellationToken);
            await result.InvocationConfiguration.Error.WriteLineAsync(error);
            return 2;
        });
        return command;
    }

    /// <summary>Bounds hold for variables, too; the parser's own validators see only what was typed.</summary>
    private static string? Check(ParseResult result)
    {
        if (result.GetValue(RouterReplicas) is < 1 or > 20) return "--router-replicas: give a number from 1 to 20";
        if (result.GetValue(AdminPort) is < 0 or > 65535) return "--admin-port: give a port, or 0 for none";
        if ((CheckTraining(result) ?? TrackingCommandLine.Check(result) ?? PrometheusCommandLine.Check(result)) is { } problem)
            return problem;
        return result.GetValue(MaxModelBytes) < 1 ? "--max-model-bytes: give a number of bytes above 0" : null;
    }

    private static string? CheckTraining(ParseResult result)
    {
        if (result.GetValue(ArtifactStore) is { } store
            && !ArtifactUri.TryParse($"{store.TrimEnd('/')}/", new() { AllowFile = true, AllowFolder = true }, out _, out var error))
            return $"--artifact-store: {error}";
        if (result.GetValue(ReportInterval) is not (>= 0.1 and <= 3600))
            return "--report-interval: give a number of seconds from 0.1 to 3600";
        if (result.GetValue(StopGrace) is not (>= 0 and <= 86400)) return "--stop-grace: give a number of seconds from 0 to 86400";
        if (result.GetValue(UploadTime) is not (>= 1 and <= 86400)) return "--upload-time: give a number of seconds from 1 to 86400";
        return result.GetValue(MaxOutputBytes) < 1 ? "--max-output-bytes: give a number of bytes above 0" : null;
    }

    /// <summary>Several instances need a key that somebody made for all of them; one alone makes its own.</summary>
    private static string? Key(ParseResult result, out RouterKey? key)
    {
        key = null;
        var (file, shared) = (result.GetValue(RouterKeyFile), result.GetValue(LeaderElection));
        if (file is null) return shared ? $"--router-key: {ModelwrightServices.NoSharedKey}" : null;
        if (shared && !File.Exists(file)) return $"--router-key {file}: there is no such file; {ModelwrightServices.NoSharedKey}";
        try
        {
            key = RouterKey.LoadOrCreate(file);
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static ModelwrightOptions Read(ParseResult result, RouterKey? key) => new()
    {
        Connection = result.GetValue(Kubeconfig) is { } file ? KubeConnection.FromKubeconfig(file) : null,
        WatchNamespace = result.GetValue(Namespace),
        RouterKey = key,
        RouterKeyFile = result.GetValue(RouterKeyFile),
        LeaderElection = result.GetValue(LeaderElection),
        LeaseNamespace = result.GetValue(LeaseNamespace)!,
        AdminUrl = result.GetValue(AdminPort) is > 0 and var port ? $"http://*:{port}" : null,
        Tracking = TrackingCommandLine.Read(result),
        Prometheus = PrometheusCommandLine.Read(result),
        Training = Training with
        {
            ArtifactStore = result.GetValue(ArtifactStore),
            ArtifactStoreSecret = result.GetValue(ArtifactStoreSecret),
            ArtifactStoreSize = result.GetValue(ArtifactStoreSize)!,
            PollInterval = TimeSpan.FromSeconds(result.GetValue(ReportInterval)),
            StopGrace = TimeSpan.FromSeconds(result.GetValue(StopGrace)),
            UploadTime = TimeSpan.FromSeconds(result.GetValue(UploadTime)),
            MaxOutputBytes = result.GetValue(MaxOutputBytes),
        },
        Settings = Defaults with
        {
            ModelServerImage = result.GetValue(ModelServerImage)!,
            AgentImage = result.GetValue(AgentImage)!,
            RouterImage = result.GetValue(RouterImage)!,
            RouterReplicas = result.GetValue(RouterReplicas),
            AllowFileUris = result.GetValue(AllowFileUris),
            AllowLoopback = result.GetValue(AllowLoopback),
            ServiceAddress = result.GetValue(Address),
            ClusterDomain = result.GetValue(ClusterDomain)!,
            MaxModelBytes = result.GetValue(MaxModelBytes),
        },
    };

    internal static Option<T> Setting<T>(string name, string description, T fallback)
    {
        var variable = "MODELWRIGHT_" + name[2..].Replace('-', '_').ToUpperInvariant();
        return new Option<T>(name)
        {
            Description = $"{description} [{variable}]",
            DefaultValueFactory = result =>
                Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? Convert<T>(result, variable, text) : fallback,
        };
    }

    private static T Convert<T>(System.CommandLine.Parsing.ArgumentResult result, string variable, string text)
    {
        try
        {
            return (T)(typeof(T).IsEnum
                ? Enum.Parse(typeof(T), text)
                : System.Convert.ChangeType(text, typeof(T), CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
        {
            result.AddError($"{variable}: '{text}' is not a {typeof(T).Name}");
            return default!;
        }
    }
}
