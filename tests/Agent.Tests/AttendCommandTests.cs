using System.Diagnostics;
using System.Text.Json.Nodes;
using Modelwright.Agent.Tests.Inputs;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests;

/// <summary>The program from outside: a task and files in, a signal; exit code, stored files and termination message out.</summary>
public sealed class AttendCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public AttendCommandTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        Directory.CreateDirectory(_folder.File("output", "model"));
    }

    [Fact]
    public async Task Signal_ends_it_with_everything_stored()
    {
        await File.WriteAllTextAsync(_folder.File("output", "model", "model.onnx"), "m", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("output", "metrics.jsonl"), """{"auc":0.9}""", TestContext.Current.CancellationToken);
        await using var agent = Start([], $"file://{_folder.File("store")}/");
        await ListensAsync(agent);

        agent.Terminate();

        (await agent.ExitCodeAsync()).ShouldBe(0, await agent.Errors);
        var message = Message();
        message["final"]!.GetValue<bool>().ShouldBeTrue();
        message["model"]!["uri"]!.ToString().ShouldBe($"file://{_folder.File("store", "model.onnx")}");
        message["metrics"]!.ToJsonString().ShouldBe("""[["auc","0.9",0]]""");
        JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("store", "run.json"), TestContext.Current.CancellationToken))!["final"]!
            .GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Full_disk_is_the_reason()
    {
        Assert.SkipUnless(CanMount(), "a file system of its own (unshare --map-root-user --mount)");
        Directory.CreateDirectory(_folder.File("store"));
        var model = _folder.File("output", "model", "model.onnx");
        await File.WriteAllBytesAsync(model, new byte[1_000_000], TestContext.Current.CancellationToken);
        var mount = $"mount -t tmpfs -o size=256k tmpfs '{_folder.File("store")}' && exec \"$@\"";
        string[] wrapper = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"];
        await using var agent = Start(wrapper, $"file://{_folder.File("store")}/");
        await ListensAsync(agent);

        agent.Terminate();

        (await agent.ExitCodeAsync()).ShouldBe(1);
        var failure = Message()["failure"]!;
        failure["reason"]!.ToString().ShouldBe("UploadFailed");
        failure["message"]!.ToString().ShouldContain("No space left");
    }

    [Fact]
    public async Task Store_that_cannot_be_reached_is_the_reason()
    {
        await File.WriteAllTextAsync(_folder.File("output", "model", "model.onnx"), "m", TestContext.Current.CancellationToken);
        await using var agent = Start([], "s3://models/run/", new Dictionary<string, string>
        {
            // Port 1 of loopback: nobody listens.
            ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:1",
            ["MODELWRIGHT_UPLOAD_TIMEOUT"] = "2",
        });
        await ListensAsync(agent);

        agent.Terminate();

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message()["failure"]!["reason"]!.ToString().ShouldBe("UploadFailed");
    }

    [Theory]
    [InlineData("MODELWRIGHT_TASK", "{}")]
    [InlineData("MODELWRIGHT_ADMIN_PORT", "http")]
    [InlineData("MODELWRIGHT_OPERATOR_PUBLIC_KEY", "no key")]
    [InlineData("MODELWRIGHT_OPERATOR_PUBLIC_KEY_FILE", "/nowhere/key.pem")]
    [InlineData("MODELWRIGHT_BIND_ADDRESS", "everywhere")]
    public async Task Wrong_setting_ends_it_with_a_reason(string variable, string value)
    {
        await using var agent = Start([], $"file://{_folder.File("store")}/", new Dictionary<string, string> { [variable] = value });

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message()["failure"]!["reason"]!.ToString().ShouldBe("ContractViolation");
    }

    public void Dispose() => _folder.Dispose();

    private AgentProcess Start(string[] wrapper, string output, Dictionary<string, string>? more = null)
    {
        var task = InputRun.Task();
        task["output"] = new JsonObject { ["uri"] = output };
        var variables = new Dictionary<string, string>
        {
            ["MODELWRIGHT_TASK"] = task.ToJsonString(),
            ["MODELWRIGHT_OUTPUT_DIR"] = _folder.File("output"),
            ["MODELWRIGHT_STOP_FILE"] = _folder.File("control", "stop"),
            ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
            ["MODELWRIGHT_ADMIN_PORT"] = "0",
        };
        foreach (var (name, value) in more ?? []) variables[name] = value;
        return new AgentProcess(wrapper, _folder.File("termination-log"), variables, ["attend"]);
    }

    private static async Task ListensAsync(AgentProcess agent)
    {
        var deadline = Stopwatch.StartNew();
        while (!agent.SaidAnError("attends penguins-run-1 on port"))
        {
            deadline.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "it does not listen");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux()) return false;
        using var folder = new TempFolder();
        using var attempt = Process.Start(
            new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", folder.Path])
            {
                RedirectStandardError = true,
            })!;
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    }

    private JsonNode Message() => JsonNode.Parse(File.ReadAllBytes(_folder.File("termination-log")))!;
}
