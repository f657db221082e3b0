using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Modelwright.Cli.Cluster;
using Modelwright.Operator.Hosting;

namespace Modelwright.Cli.Up;

/// <summary><c>up</c>: an embedded cluster with the operator, until Ctrl-C.</summary>
internal static class UpCommand
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "folder that keeps the cluster's state",
        DefaultValueFactory = _ => EmbeddedClusterOptions.DefaultDataFolder,
    };

    private static readonly Option<int?> Port = new("--port")
    {
        Description = "port of the API server on 127.0.0.1; 0: any; default: the one of the last start",
    };

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig")
    {
        Description = "where to write the kubeconfig; default: in the data folder",
    };

    private static readonly Option<string[]> LocalImages = new("--local-image")
    {
        Description = "NAME=COMMAND: pods with image NAME run this program of this machine; repeatable",
    };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "log what the cluster and the operator do" };

    public static Command Create()
    {
        var command = new Command("up", "Run an embedded cluster and the operator until Ctrl-C.")
        {
            Data, Port, Kubeconfig, LocalImages, Verbose,
        };
        foreach (var option in TrackingCommandLine.Options) command.Add(option);
        Port.Validators.Add(option =>
        {
            // What is no number at all is refused by the parser, with words of its own.
            if (option.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var port)
                && port is < 0 or > 65535)
                option.AddError($"--port {token.Value}: give a number from 0 to 65535");
        });
        LocalImages.Validators.Add(option =>
        {
            foreach (var problem in option.Tokens.Select(token => DeclaredImages.Problem(token.Value)).OfType<string>())
                option.AddError(problem);
        });
        command.SetAction((result, cancel) => Failures.ReportAsync(result, () => RunAsync(result, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var error = result.InvocationConfiguration.Error;
        var output = result.InvocationConfiguration.Output;
        if (TrackingCommandLine.Check(result) is { } problem)
        {
            await error.WriteLineAsync(problem);
            return 2;
        }

        using var logging = ConsoleLog.Create(result.GetValue(Verbose) ? LogLevel.Information : LogLevel.Warning);
        var options = new EmbeddedClusterOptions
        {
            DataFolder = result.GetValue(Data)!,
            Port = result.GetValue(Port),
            KubeconfigFile = result.GetValue(Kubeconfig),
            LocalImages = DeclaredImages.Parse(result.GetValue(LocalImages) ?? []),
            Tracking = TrackingCommandLine.Read(result),
            Logging = logging,
        };
        await error.WriteLineAsync($"starting a cluster in {Path.GetFullPath(options.DataFolder)}");
        await using var cluster = await EmbeddedCluster.StartAsync(options, TimeProvider.System, cancel);
        await output.WriteLineAsync($"ready {cluster.KubeconfigFile}");
        await output.FlushAsync(cancel);
        await error.WriteLineAsync($"in another terminal: export KUBECONFIG={cluster.KubeconfigFile}; stop with Ctrl-C");
        var failed = await Task.WhenAny(UntilCancelled(cancel), cluster.OperatorEnded) == cluster.OperatorEnded
            && !cancel.IsCancellationRequested;
        await error.WriteLineAsync(failed ? "error: the operator ended unexpectedly; start again with --verbose to see why" : "stopping");
        return failed ? 1 : 0;
    }

    private static async Task UntilCancelled(CancellationToken cancel)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancel.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
