using System.Text.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

public sealed class RunDeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Infer_run_over_its_deadline_is_answered_504_and_frees_its_place()
    {
        await using var server = await StartAsync(TimeSpan.FromSeconds(0.5));
        var answer = await server.InferAsync(Ask(EndlessModels.Turns));
        answer.Status.ShouldBe(504, answer.Text);
        answer.Error().ShouldContain("0.5 s");
        answer.Error().ShouldContain("MODELWRIGHT_RUN_TIMEOUT");
        (await server.InferAsync(Ask(3))).Json.GetProperty("outputs")[0].GetProperty("data")[0].GetInt64().ShouldBe(3);
        var metrics = await server.MetricsAsync();
        metrics.ShouldContain("reason=\"deadline\"");
        metrics.ShouldContain("code=\"504\"");
    }

    [Fact]
    public async Task Infer_run_whose_client_has_gone_is_stopped_and_frees_its_place()
    {
        await using var server = await StartAsync(TimeSpan.FromHours(1));
        using var gone = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/m/infer")
        {
            Content = new StringContent(Ask(EndlessModels.Turns)),
        };
        await Should.ThrowAsync<OperationCanceledException>(server.Client.SendAsync(request, gone.Token));
        (await server.InferAsync(Ask(2)).WaitAsync(Deadline, Cancellation)).Status.ShouldBe(200);
        (await server.MetricsAsync()).ShouldContain("reason=\"abandoned\"");
    }

    [Fact]
    public async Task Start_warm_up_over_the_deadline_is_a_load_failure()
    {
        var failed = await Should.ThrowAsync<ModelLoadException>(RunningServer.StartAsync(
            EndlessModels.LoopAlways(), settings => settings with { RunTimeout = TimeSpan.FromSeconds(0.5) }));
        failed.Message.ShouldContain("MODELWRIGHT_RUN_TIMEOUT");
        failed.Message.ShouldContain("MODELWRIGHT_WARMUP_REQUESTS=0");
    }

    [Fact]
    public async Task Start_process_whose_warm_up_never_ends_ends_with_3_and_says_why()
    {
        using var folder = new TempFolder();
        var file = folder.File("model.onnx");
        await File.WriteAllBytesAsync(file, EndlessModels.LoopAlways(), Cancellation);
        using var process = ServerProcess.Start(
            folder.Path, new Dictionary<string, string> { ["MODELWRIGHT_MODEL_FILE"] = file, ["MODELWRIGHT_RUN_TIMEOUT"] = "0.5" });
        (await process.ExitAsync()).ShouldBe(3, process.Output);
        using var lastWords = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("termination"), Cancellation));
        lastWords.RootElement.GetProperty("reason").GetString().ShouldBe("ModelLoadFailed");
        lastWords.RootElement.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("took longer than 0.5 s");
    }

    private static Task<RunningServer> StartAsync(TimeSpan timeout) => RunningServer.StartAsync(
        EndlessModels.LoopOnInput(), settings => settings with { RunTimeout = timeout, ConcurrentRuns = 1 });

    private static string Ask(long turns) => $$"""{"inputs":[{"name":"x","shape":[1],"datatype":"INT64","data":[{{turns}}]}]}""";
}
