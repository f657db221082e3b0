using System.CommandLine;
using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Hosting;

/// <summary>The options of the MLflow server that runs are recorded on.</summary>
public static class TrackingCommandLine
{
    private static readonly TrackingSettings Defaults = new() { Server = new("http://localhost") };

    private static readonly Option<string?> Server = OperatorCommandLine.Setting<string?>("--mlflow",
        "address of an MLflow server that records every run, such as http://mlflow.mlops:5000; default: none", null);
    private static readonly Option<string?> Credentials = OperatorCommandLine.Setting<string?>("--mlflow-credentials",
        "folder with a file token, or files username and password, for the MLflow server; read again when they change", null);
    private static readonly Option<string?> Authorities = OperatorCommandLine.Setting<string?>("--mlflow-ca",
        "PEM file of the authorities that an https MLflow server is trusted by; default: the system's", null);
    private static readonly Option<string> Experiment = OperatorCommandLine.Setting("--mlflow-experiment",
        "name of the MLflow experiment of a namespace's runs; {namespace} stands for the namespace", Defaults.ExperimentTemplate);
    private static readonly Option<double> Grace = OperatorCommandLine.Setting("--mlflow-grace",
        "seconds that a run is kept beyond its time to live while the MLflow server does not answer", Defaults.Grace.TotalSeconds);

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Server, Credentials, Authorities, Experiment, Grace];

    /// <summary>What is wrong with them, in words; null when nothing is.</summary>
    public static string? Check(ParseResult result)
    {
        if (result.GetValue(Server) is not { } address)
            return (result.GetValue(Credentials) ?? result.GetValue(Authorities)) is not null
                ? "--mlflow-credentials and --mlflow-ca are for an MLflow server; name it with --mlflow" : null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
            return $"--mlflow {address}: give an http or https address, such as http://mlflow.mlops:5000";
        if (result.GetValue(Credentials) is { } folder && !Directory.Exists(folder))
            return $"--mlflow-credentials {folder}: no such folder";
        if (result.GetValue(Authorities) is { } file && !File.Exists(file)) return $"--mlflow-ca {file}: no such file";
        if (result.GetValue(Grace) is not (>= 0 and <= 604800)) return "--mlflow-grace: give a number of seconds from 0 to 604800";
        return Read(result)!.Problem();
    }

    /// <summary>The settings; null without a server.</summary>
    public static TrackingSettings? Read(ParseResult result) => result.GetValue(Server) is { } address
        ? Defaults with
        {
            Server = new(address),
            CredentialsFolder = result.GetValue(Credentials),
            AuthorityFile = result.GetValue(Authorities),
            ExperimentTemplate = result.GetValue(Experiment)!,
            Grace = TimeSpan.FromSeconds(result.GetValue(Grace)),
        }
        : null;
}
