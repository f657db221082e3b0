using System.CommandLine;
using Modelwright.Operator.Models.Analysis.Measuring;

namespace Modelwright.Operator.Hosting;

/// <summary>The options of the Prometheus server that rollouts can be judged by.</summary>
public static class PrometheusCommandLine
{
    private static readonly Option<string?> Server = OperatorCommandLine.Setting<string?>("--prometheus-url",
        "address of the Prometheus server for queries of rollouts, such as http://prometheus.monitoring:9090; default: none", null);
    private static readonly Option<string?> Token = OperatorCommandLine.Setting<string?>("--prometheus-token-file",
        "file with a bearer token for it; read again for every query", null);

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Server, Token];

    /// <summary>What is wrong with them, in words; null when nothing is.</summary>
    public static string? Check(ParseResult result)
    {
        if (result.GetValue(Server) is not { } address)
            return result.GetValue(Token) is null ? null : "--prometheus-token-file is for a server; name it with --prometheus-url";
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
            return $"--prometheus-url {address}: give an http or https address, such as http://prometheus.monitoring:9090";
        if (result.GetValue(Token) is { } file && !File.Exists(file)) return $"--prometheus-token-file {file}: no such file";
        return Read(result)!.Problem();
    }

    /// <summary>The settings; null without a server.</summary>
    public static PrometheusSettings? Read(ParseResult result) => result.GetValue(Server) is { } address
        ? new() { Server = new(address), TokenFile = result.GetValue(Token) }
        : null;
}
