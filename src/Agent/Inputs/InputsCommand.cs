using System.CommandLine;
using System.Globalization;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Inputs;

/// <summary>The command <c>inputs</c>: brings a run's data and documents into its input volume (docs/contracts.md).</summary>
internal static class InputsCommand
{
    // The run's own deadline is shorter; this one only keeps the program from waiting for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    public static Command Create(Func<string, string?> variable)
    {
        var paths = new TrainingPaths(variable);
        var command = new Command("inputs", "Fetches and verifies the inputs of a training run.") { paths.Input };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetRequiredValue(paths.Input), variable, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string folder, Func<string, string?> variable, CancellationToken cancellation)
    {
        var (task, error) = TaskReader.Read(variable(TaskReader.Variable));
        if (task is null) return Fail(FetchReason.Failed, error!, null, variable);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var fetcher = new InputFetcher(
            new FetchPolicy(), NetworkOptions.System, variable, TimeProvider.System, Random.Shared,
            line => Console.Error.WriteLine($"inputs: {line}"));
        try
        {
            var results = await fetcher.FetchAsync(task, Path.Combine(folder, "data"), either.Token);
            await WriteAsync(folder, "params.json", InputDocuments.Parameters(task.Parameters), either.Token);
            await WriteAsync(folder, "context.json", InputDocuments.Context(task, results, Attempt(variable)), either.Token);
            TerminationMessage.Write(TerminationMessage.Inputs(results), variable);
            return 0;
        }
        catch (InputFailureException e)
        {
            return Fail(e.Reason, e.Message, e.Input, variable);
        }
        catch (FetchException e)
        {
            return Fail(e.Reason, e.Message, null, variable);
        }
        catch (OperationCanceledException)
        {
            return Fail(FetchReason.Failed, "stopped before the inputs were complete", null, variable);
        }
    }

    private static async Task WriteAsync(string folder, string name, string text, CancellationToken cancellation)
    {
        await using var file = new OutputFile(Path.Combine(folder, name));
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellation);
        await file.CommitAsync(cancellation);
    }

    private static int? Attempt(Func<string, string?> variable) =>
        int.TryParse(variable("MODELWRIGHT_ATTEMPT"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : null;

    private static int Fail(FetchReason reason, string message, string? input, Func<string, string?> variable)
    {
        Console.Error.WriteLine($"inputs: {(input is null ? "" : $"input '{input}': ")}{reason}: {message}");
        TerminationMessage.Write(TerminationMessage.Failure(reason, message, input), variable);
        return 1;
    }
}
