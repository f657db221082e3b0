using System.CommandLine;
using Modelwright.Agent.Datasets.Sources;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Datasets;

/// <summary>The command <c>dataset</c>: looks at a Dataset's source once (docs/contracts.md).</summary>
internal static class DatasetCommand
{
    // sysexits.h: EX_DATAERR.
    private const int InvalidData = 65;

    public static Command Create(Func<string, string?> variable)
    {
        var work = new Option<string>("--work-dir")
        {
            Description = "a folder for what is fetched, instead of MODELWRIGHT_WORK_DIR, else /modelwright/work",
            DefaultValueFactory = _ => variable("MODELWRIGHT_WORK_DIR") is { Length: > 0 } value ? value : "/modelwright/work",
        };
        var command = new Command("dataset", "Looks at the source of a Dataset; checks, profiles and stores what is new.") { work };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetRequiredValue(work), variable, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string work, Func<string, string?> variable, CancellationToken cancellation)
    {
        var (task, error) = DatasetTaskReader.Read(variable(TaskReader.Variable));
        if (task is null) return Fail(FetchReason.Failed, error!, variable);
        try
        {
            var look = new DatasetLook(new LookContext(
                task, work, new FetchPolicy(), NetworkOptions.System, variable, TimeProvider.System, Random.Shared, Log));
            TerminationMessage.Write(LookMessage.Fit(await look.RunAsync(cancellation)), variable);
            return 0;
        }
        catch (InvalidDataFoundException e)
        {
            Log($"InvalidData: {e.Message}");
            TerminationMessage.Write(LookMessage.Invalid(e.Message, e.Marks), variable);
            return InvalidData;
        }
        catch (InputFailureException e)
        {
            return Fail(e.Reason, e.Input == "source" ? e.Message : $"{e.Input}: {e.Message}", variable);
        }
        catch (FetchException e)
        {
            return Fail(e.Reason, e.Message, variable);
        }
        catch (OperationCanceledException)
        {
            return Fail(FetchReason.Failed, "stopped before it was done", variable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(FetchReason.Failed, e.Message, variable);
        }
    }

    private static void Log(string line) => Console.Error.WriteLine($"dataset: {line}");

    private static int Fail(FetchReason reason, string message, Func<string, string?> variable)
    {
        Log($"{reason}: {message}");
        TerminationMessage.Write(TerminationMessage.Failure(reason, message), variable);
        return 1;
    }
}
