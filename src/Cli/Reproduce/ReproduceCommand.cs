using System.CommandLine;
using Modelwright.Cli.Connections;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Reproduce;

/// <summary><c>reproduce</c>: does a recorded run again and compares what comes out.</summary>
internal static class ReproduceCommand
{
    private static readonly Argument<string> Name = new("run") { Description = "the TrainingRun's name" };
    private static readonly Option<string?> NewName = new("--name")
    {
        Description = "the name of the new TrainingRun; default: RUN-again- and five characters",
    };

    private static readonly Option<double> Timeout = new("--timeout")
    {
        Description = "seconds to wait at most, a day if nothing is said; 0: for ever",
        DefaultValueFactory = _ => 86_400,
    };

    public static Command Create()
    {
        var command = ApiConnection.With(new Command("reproduce",
            "Do a run again with the image, data, parameters and seed of its record; exit code 0 only if the same comes out.")
        {
            Name, NewName, Timeout,
        });
        command.SetAction((result, stop) => Failures.ReportAsync(result, () => RunAsync(result, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var (api, space) = ApiConnection.Open(result);
        using (api)
        {
            var output = result.InvocationConfiguration.Output;
            var runs = new ObjectClient<TrainingRun>(api, space, TrainingRun.Plural, TrainingRun.KindName);
            var recorded = await runs.GetAsync(result.GetRequiredValue(Name), stop);
            var made = await runs.CreateAsync(Reproduction.Manifest(recorded, result.GetValue(NewName)), stop);
            await output.WriteLineAsync($"trainingrun.modelwright.io/{made.Metadata.Name} created");
            var watch = new RunWatch(runs.GetAsync, TimeProvider.System, output);
            if (await watch.EndAsync(made.Metadata.Name, result.GetValue(Timeout), stop) is not { } ended)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(
                    $"error: {made.Metadata.Name} has not ended within {result.GetValue(Timeout)} s; it goes on");
                return RunWatch.TimedOut;
            }

            var comparison = RunComparison.Of(recorded, ended);
            await output.WriteAsync(ComparisonText.Of(comparison));
            return comparison.Reproduced ? 0 : 1;
        }
    }
}
