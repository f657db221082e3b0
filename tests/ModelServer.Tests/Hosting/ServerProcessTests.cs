using System.Text.Json;
using Modelwright.ModelServer.Tests.Inspection;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

public sealed class ServerProcessTests
{
    public static TheoryData<string> HostileSamples =>
        ["zip archive", "truncated", "external data in /etc/passwd", "graphs nested 5000 deep", "custom operator", "empty"];

    [Theory]
    [MemberData(nameof(HostileSamples))]
    public async Task Start_hostile_model_ends_with_3_and_says_why(string name)
    {
        using var folder = new TempFolder();
        var (refusal, bytes) = HostileModels.All[name];
        using var process = Start(folder, bytes);
        (await process.ExitAsync()).ShouldBe(3, process.Output);
        var message = LastWords(folder);
        message.GetProperty("reason").GetString().ShouldBe("ModelRefused");
        message.GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith(refusal.ToString());
    }

    [Fact]
    public async Task Start_model_that_OnnxRuntime_cannot_load_ends_with_3_and_its_message()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, OnnxProto.Model(OnnxProto.Graph(
            [OnnxProto.Node("Levitate", ["x"], ["y"])], [OnnxProto.Value("x", Element.Float, 1)],
            [OnnxProto.Value("y", Element.Float, 1)])));
        (await process.ExitAsync()).ShouldBe(3, process.Output);
        LastWords(folder).GetProperty("reason").GetString().ShouldBe("ModelLoadFailed");
        LastWords(folder).GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("Levitate");
    }

    [Fact]
    public async Task Verify_good_model_reports_its_signature_and_ends_with_0()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, SmallModels.Linear(), arguments: "--verify");
        (await process.ExitAsync()).ShouldBe(0, process.Output);
        var message = LastWords(folder);
        message.GetProperty("digest").GetString().ShouldNotBeNull().ShouldMatch("^sha256:[0-9a-f]{64}$");
        message.GetProperty("inputs").GetRawText().ShouldBe("""[{"name":"x","datatype":"FP32","shape":[-1,4]}]""");
        message.GetProperty("outputs").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Verify_hostile_model_ends_with_3()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, HostileModels.All["external data"].File, arguments: "--verify");
        (await process.ExitAsync()).ShouldBe(3, process.Output);
        LastWords(folder).GetProperty("reason").GetString().ShouldBe("ModelRefused");
    }

    [Fact]
    public async Task Start_without_the_key_of_feedback_ends_with_2_and_says_how_to_make_one()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("key"), "secret", TestContext.Current.CancellationToken);
        using var process = Start(folder, SmallModels.Linear(), arguments: $"--feedback-key-file={folder.File("key")}");
        (await process.ExitAsync()).ShouldBe(2, process.Output);
        LastWords(folder).GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("openssl rand -hex 32");
    }

    [Fact]
    public async Task Start_missing_setting_ends_with_2_and_names_it()
    {
        using var folder = new TempFolder();
        using var process = ServerProcess.Start(folder.Path, new Dictionary<string, string>());
        (await process.ExitAsync()).ShouldBe(2);
        process.Output.ShouldContain("MODELWRIGHT_MODEL_FILE (or --model-file) must be set");
    }

    private static ServerProcess Start(TempFolder folder, byte[] model, params string[] arguments)
    {
        var file = folder.File("model.onnx");
        File.WriteAllBytes(file, model);
        return ServerProcess.Start(folder.Path, new Dictionary<string, string> { ["MODELWRIGHT_MODEL_FILE"] = file }, null, arguments);
    }

    private static JsonElement LastWords(TempFolder folder)
    {
        var text = File.ReadAllBytes(folder.File("termination"));
        text.Length.ShouldBeLessThanOrEqualTo(4096);
        return JsonDocument.Parse(text).RootElement;
    }
}
