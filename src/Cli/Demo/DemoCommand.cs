using System.CommandLine;
using k8s;
using Microsoft.Extensions.Logging;
using Modelwright.Cli.Cluster;
using Modelwright.Cli.Demo.Cluster;
using Modelwright.Cli.Demo.Data;
using Modelwright.Cli.Demo.Progress;
using Spectre.Console;

namespace Modelwright.Cli.Demo;

/// <summary><c>demo</c>: the main job on real data, on a temporary cluster; exit 0 only if every stage was verified.</summary>
internal static class DemoCommand
{
    private const string Namespace = "default";

    private static readonly Option<string?> Report = new("--report") { Description = "folder for report.json" };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "log what the cluster and the operator do" };

    public static Command Create()
    {
        var command = new Command("demo", "Serve, replace, heal, train and tune models on a temporary cluster, and verify each step.")
        {
            Report,
            Verbose,
        };
        command.SetAction((result, cancel) => Failures.ReportAsync(result, () => RunAsync(result, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        using var logging = ConsoleLog.Create(result.GetValue(Verbose) ? LogLevel.Information : LogLevel.Error);
        var folder = Directory.CreateTempSubdirectory("modelwright-demo-");
        try
        {
            var options = new EmbeddedClusterOptions { DataFolder = folder.FullName, Port = 0, Logging = logging };
            var progress = Progress(result);
            progress.Status("starting an embedded cluster");
            await using var cluster = await EmbeddedCluster.StartAsync(options, time, cancel);
            progress.Say($"an embedded cluster with the operator answers at {cluster.Address}");
            using var api = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigFile));
            var samples = Path.Combine(AppContext.BaseDirectory, "samples");
            var penguins = PenguinSample.Load(Path.Combine(samples, "penguins"));
            var rain = RainSample.Load(Path.Combine(samples, "seattle-rain"));
            var objects = new ObjectClient(api, Namespace);
            var context = new DemoContext(
                objects, new ModelClient(api, Namespace, objects), penguins, rain, progress, time, started, cluster.ProcessOf);
            var report = await DemoRun.RunAsync(context, cancel);
            if (result.GetValue(Report) is { } target) report.WriteTo(target);
            var verified = report.Stages.Count(stage => stage.Ok);
            progress.Say($"{verified} of {DemoRun.Stages.Count} stages verified in {time.GetElapsedTime(started).TotalSeconds:0} s");
            return verified == DemoRun.Stages.Count ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IDemoProgress Progress(ParseResult result) => AnsiConsole.Profile.Out.IsTerminal
        ? new TerminalProgress(AnsiConsole.Console)
        : new PlainProgress(result.InvocationConfiguration.Output);
}
