using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Modelwright.ModelServer.Hosting;

namespace Modelwright.ModelServer.Bench;

/// <summary>A server under test in a process of its own.</summary>
internal sealed class Target : IDisposable
{
    private readonly Process process;

    private Target(string name, Process process, Uri address)
    {
        Name = name;
        this.process = process;
        Address = address;
    }

    /// <summary>The name of the server's other setting or build.</summary>
    public const string Other = "the other";

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>The model server, as it is shipped, metrics on.</summary>
    public static Target ModelServer(Workload workload) => ModelServer(workload, "model server", null);

    /// <summary>A model server of another build, or with other variables.</summary>
    public static Target ModelServer(Workload workload, string name, string? dll, params (string Name, string Value)[] variables)
    {
        var settings = new Dictionary<string, string>
        {
            ["MODELWRIGHT_MODEL_NAME"] = "m",
            ["MODELWRIGHT_MODEL_VERSION"] = "v1",
            ["MODELWRIGHT_MODEL_FILE"] = workload.ModelFile,
            ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
            ["MODELWRIGHT_PORT"] = "0",
            ["MODELWRIGHT_ADMIN_PORT"] = "0",
        };
        foreach (var (variable, value) in variables) settings[variable] = value;
        var process = Tools.Start("dotnet", [dll ?? typeof(ModelServerHost).Assembly.Location], settings);
        var port = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var message = entry.RootElement.GetProperty("Message").GetString() ?? "";
            if (message.StartsWith("Listening", StringComparison.Ordinal))
                port = entry.RootElement.GetProperty("State").GetProperty("Port").GetInt32();
            if (message.Contains("is ready after", StringComparison.Ordinal)) return Started(name, process, port);
        }

        throw new InvalidOperationException("the model server did not start");
    }

    /// <summary>Kestrel and System.Text.Json without a model.</summary>
    public static Target Echo(Workload workload)
    {
        var process = Tools.Start("dotnet", Tools.Self("echo", workload.Shape), new Dictionary<string, string>());
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith("port ", StringComparison.Ordinal))
                return Started("JSON echo", process, int.Parse(line[5..], CultureInfo.InvariantCulture));
        throw new InvalidOperationException("the echo did not start");
    }

    /// <summary>Sends load for a time and measures.</summary>
    public async Task<Cell> MeasureAsync(BenchOptions options, string folder, Workload workload, int connections, double seconds)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var output = options.UseWrk
            ? await Wrk.RunAsync(folder, Address, workload.BodyFile, connections, seconds)
            : await Tools.OutputAsync("dotnet", Tools.Self(
                "load", Address.ToString(), workload.BodyFile,
                connections.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture)));
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        var figures = Tools.Line(output, "load")[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        if (figures[1] > 0) throw new InvalidOperationException($"{Name}: {figures[1]} requests were not answered 200");
        return new Cell(figures[0], used.TotalMicroseconds / figures[4], figures[2], figures[3]);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static Target Started(string name, Process process, int port)
    {
        // Somebody has to read what it logs, or it blocks.
        _ = Task.Run(process.StandardOutput.ReadToEndAsync);
        return new Target(name, process, new Uri($"http://127.0.0.1:{port}/v2/models/m/infer"));
    }
}
