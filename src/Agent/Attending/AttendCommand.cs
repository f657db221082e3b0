using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;

namespace Modelwright.Agent.Attending;

/// <summary>The command <c>attend</c>: watches a training container and stores its results (docs/contracts.md).</summary>
internal static class AttendCommand
{
    private const int MaxKeyFile = 16 * 1024;

    public static Command Create(Func<string, string?> variable)
    {
        var paths = new TrainingPaths(variable);
        var command = new Command("attend", "Watches a training container and, when it has ended, stores its results.")
        {
            paths.Output, paths.StopFile,
        };
        command.SetAction(arguments =>
            RunAsync(arguments.GetRequiredValue(paths.Output), arguments.GetRequiredValue(paths.StopFile), variable));
        return command;
    }

    private static async Task<int> RunAsync(string output, string stopFile, Func<string, string?> variable)
    {
        // The kubelet's sign that the container has ended; also Ctrl-C.
        using var ended = new CancellationTokenSource();
        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }

        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        var report = await ReportAsync(output, stopFile, variable, ended.Token);
        TerminationMessage.Write(TerminationReport.Fit(report), variable);
        return report.Failure is null ? 0 : 1;
    }

    private static async Task<RunReport> ReportAsync(
        string output, string stopFile, Func<string, string?> variable, CancellationToken ended)
    {
        var (task, error) = TaskReader.Read(variable(TaskReader.Variable));
        if (task is null) return Broken(error!);
        try
        {
            var options = Options(output, stopFile, variable);
            var policy = new FetchPolicy { TotalTimeout = options.UploadTimeout };
            var attempts = new Attempts(policy, TimeProvider.System, Random.Shared, Log);
            var credentials = Credentials.FromEnvironment(variable);
            var stores = new StoreFactory(policy, credentials, NetworkOptions.System, attempts, TimeProvider.System);
            Func<IArtifactStore>? store = task.Output is { } place ? () => stores.Create(task, place) : null;
            return await new Attendant(task, options, TimeProvider.System, Random.Shared, Log)
                .RunAsync(store, port => Log($"attends {task.Run} on port {port}"), ended);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Broken(e.Message);
        }
    }

    private static AttendOptions Options(string output, string stopFile, Func<string, string?> variable)
    {
        var defaults = new AttendOptions { OutputFolder = output, StopFile = stopFile };
        return defaults with
        {
            BindAddress = variable("MODELWRIGHT_BIND_ADDRESS") is { Length: > 0 } address ? IPAddress.Parse(address) : defaults.BindAddress,
            Port = Number(variable, "MODELWRIGHT_ADMIN_PORT", defaults.Port, 65_535),
            UploadTimeout = TimeSpan.FromSeconds(
                Number(variable, "MODELWRIGHT_UPLOAD_TIMEOUT", (int)defaults.UploadTimeout.TotalSeconds, 86_400)),
            PublicKeyPem = Key(variable),
        };
    }

    private static string? Key(Func<string, string?> variable)
    {
        const string name = "MODELWRIGHT_OPERATOR_PUBLIC_KEY";
        if (variable(name) is { Length: > 0 } pem) return pem;
        if (variable(name + "_FILE") is not { Length: > 0 } file) return null;
        return new FileInfo(file).Length <= MaxKeyFile
            ? File.ReadAllText(file)
            : throw new FormatException($"{name}_FILE names a file of more than {MaxKeyFile} bytes, which is no key");
    }

    private static int Number(Func<string, string?> variable, string name, int otherwise, int max)
    {
        if (variable(name) is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max
            ? number
            : throw new FormatException($"{name} is '{text}', not a whole number from 0 to {max}");
    }

    private static RunReport Broken(string message)
    {
        Log(message);
        return new RunReport { Final = true, Failure = new RunFailure("ContractViolation", message) };
    }

    private static void Log(string line) => Console.Error.WriteLine($"attend: {line}");
}
