using System.Net.Http.Headers;
using Modelwright.ModelServer.Tests.Rest;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

/// <summary>
/// ONNX Runtime's packages gather usage data by default: files below ~/.cache and in /tmp/.ses, then connections. The child processes here
/// have neither ORT_DISABLE_TELEMETRY nor CI in their environment, so only what the server does itself can prevent it.
/// </summary>
public sealed class TelemetryTests
{
    private const string SharedFile = "/tmp/.ses";

    [Fact]
    public async Task Serving_leaves_no_file_behind()
    {
        using var folder = new TempFolder();
        var (home, model) = Prepare(folder);
        var before = Stamp();
        using (var process = ServerProcess.Start(home, Variables(model)))
        {
            await ServeAsync(process);
            process.Terminate();
            (await process.ExitAsync()).ShouldBe(0, process.Output);
        }

        Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Stamp().ShouldBe(before);
    }

    [Fact]
    public async Task Serving_makes_no_connection_and_touches_no_file_of_the_telemetry()
    {
        var strace = Requires.Program("strace");
        using var folder = new TempFolder();
        var (home, model) = Prepare(folder);
        var trace = folder.File("trace");
        using (var process = ServerProcess.Start(home, Variables(model),
            [strace, "-f", "-qq", "-e", "trace=connect,sendto,openat,mkdir", "-o", trace]))
        {
            await ServeAsync(process);
            process.Terminate();
            await process.ExitAsync();
        }

        var lines = File.ReadAllLines(trace);
        lines.ShouldContain(line => line.Contains("libonnxruntime.so", StringComparison.Ordinal),
            "the trace must show the library being loaded");
        lines.Where(line => line.Contains("connect(", StringComparison.Ordinal) && line.Contains("AF_INET", StringComparison.Ordinal))
            .ShouldBeEmpty();
        lines.Where(line => line.Contains("onnxruntime.db", StringComparison.Ordinal) || line.Contains("deviceid", StringComparison.Ordinal)
            || line.Contains(SharedFile, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static (string Home, string Model) Prepare(TempFolder folder)
    {
        var home = folder.File("home");
        Directory.CreateDirectory(home);
        var model = folder.File("model.onnx");
        File.WriteAllBytes(model, SmallModels.Linear());
        return (home, model);
    }

    private static Dictionary<string, string> Variables(string model) => new()
    {
        ["MODELWRIGHT_MODEL_FILE"] = model,
        ["MODELWRIGHT_DRAIN_DELAY"] = "0",
        // The tests' own file, not the telemetry's.
        ["MODELWRIGHT_TERMINATION_LOG"] = "/dev/null",
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    private static async Task ServeAsync(ServerProcess process)
    {
        using var client = await process.ReadyAsync();
        using var body = new StringContent(LinearServer.GoodRequest, new MediaTypeHeaderValue("application/json"));
        var answer = await client.PostAsync(new Uri("/v2/models/m/infer", UriKind.Relative), body);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static string Stamp() => File.Exists(SharedFile) ? File.GetLastWriteTimeUtc(SharedFile).ToString("O") : "none";
}
