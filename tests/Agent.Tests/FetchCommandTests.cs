using System.Diagnostics;
using System.Text.Json;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests;

/// <summary>The program from outside: arguments in; exit code, file and termination message out.</summary>
public sealed class FetchCommandTests : IDisposable
{
    private static readonly byte[] Model = [.. "a model"u8];
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TempFolder _folder = new();

    private string Output => _folder.File("models", "model.onnx");

    [Fact]
    public async Task Fetched_file_ends_with_0_and_its_digest()
    {
        await File.WriteAllBytesAsync(_folder.File("model.onnx"), Model, TestContext.Current.CancellationToken);
        await using var agent = Start(Nothing, "--uri", $"file://{_folder.File("model.onnx")}", "--allow-file", "--output", Output);

        (await agent.ExitCodeAsync()).ShouldBe(0, await agent.Errors);
        Message().GetProperty("digest").GetString().ShouldBe(Sha256Digest.Of(Model).ToString());
        Message().GetProperty("bytes").GetInt64().ShouldBe(Model.Length);
        File.Exists(Output).ShouldBeTrue();
    }

    [Fact]
    public async Task Pvc_is_read_below_the_source_root_and_checked_against_the_pin()
    {
        await File.WriteAllBytesAsync(_folder.File("model.onnx"), Model, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("pin"), Sha256Digest.Of("another"u8).ToString(), TestContext.Current.CancellationToken);
        await using var agent = Start(Nothing,
            "--uri", "pvc://models/model.onnx", "--source-root", _folder.Path, "--pin", _folder.File("pin"), "--output", Output);

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message().GetProperty("reason").GetString().ShouldBe("DigestMismatch");
        (await agent.Errors).ShouldContain("DigestMismatch");
        File.Exists(Output).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a profile", true)]
    [InlineData("another file", false)]
    [InlineData(null, false)]
    public async Task Profile_is_fetched_beside_the_model_and_its_lack_keeps_no_model_from_serving(string? profile, bool there)
    {
        await File.WriteAllBytesAsync(_folder.File("model.onnx"), Model, TestContext.Current.CancellationToken);
        if (profile is not null)
            await File.WriteAllTextAsync(_folder.File("profile.json"), profile, TestContext.Current.CancellationToken);
        var place = _folder.File("models", "profile.json");
        await using var agent = Start(Nothing,
            "--uri", $"file://{_folder.File("model.onnx")}", "--allow-file", "--output", Output,
            "--profile-uri", "pvc://models/profile.json", "--profile-source-root", _folder.Path,
            "--profile-digest", Sha256Digest.Of("a profile"u8).ToString(), "--profile-output", place);

        (await agent.ExitCodeAsync()).ShouldBe(0, await agent.Errors);
        Message().GetProperty("digest").GetString().ShouldBe(Sha256Digest.Of(Model).ToString());
        File.Exists(Output).ShouldBeTrue();
        File.Exists(place).ShouldBe(there);
        if (!there) (await agent.Errors).ShouldContain("the reference profile cannot be had, so no feature is counted");
    }

    [Theory]
    [InlineData("InvalidUri", "--uri", "https://169.254.169.254/model.onnx", "--output", "x")]
    [InlineData("Failed", "--uri", "s3://models/model.onnx")]
    [InlineData("Failed", "--uri", "s3://models/model.onnx", "--output", "x", "--max-bytes", "0")]
    [InlineData("Failed", "--uri", "s3://models/model.onnx", "--output", "x", "--color", "red")]
    public async Task Wrong_arguments_end_with_1_and_a_reason(string reason, params string[] arguments)
    {
        await using var agent = Start(Nothing, arguments);

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message().GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_fetch_leaves_no_output(bool politely)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000_000;
            await context.Response.Body.WriteAsync(new byte[1000], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var authority = server.Certificate!.ExportCertificatePem();
        await File.WriteAllTextAsync(_folder.File("ca.pem"), authority, TestContext.Current.CancellationToken);
        var trust = new Dictionary<string, string> { ["SSL_CERT_FILE"] = _folder.File("ca.pem") };
        await using var agent = Start(trust, "--uri", server.Uri("/model.onnx", "localhost"), "--allow-loopback", "--output", Output);
        await PartlyWritten(agent);

        if (politely) agent.Terminate();
        else agent.Kill();

        (await agent.ExitCodeAsync()).ShouldNotBe(0);
        File.Exists(Output).ShouldBeFalse();
        if (politely)
        {
            Message().GetProperty("message").GetString()!.ShouldContain("stopped");
            File.Exists(Output + ".partial").ShouldBeFalse();
        }
    }

    public void Dispose() => _folder.Dispose();

    private AgentProcess Start(Dictionary<string, string> environment, params IEnumerable<string> arguments) =>
        new(_folder.File("termination-log"), environment, ["fetch", .. arguments]);

    private JsonElement Message() => JsonDocument.Parse(File.ReadAllBytes(_folder.File("termination-log"))).RootElement;

    private async Task PartlyWritten(AgentProcess agent)
    {
        var deadline = Stopwatch.StartNew();
        while (!(new FileInfo(Output + ".partial") is { Exists: true, Length: > 0 }))
        {
            deadline.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "nothing was written");
            agent.Errors.IsCompleted.ShouldBeFalse("the agent ended early");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
