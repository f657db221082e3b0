using System.Text.Json;
using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Batching;

public sealed class BatchDecisionTests
{
    [Fact]
    public void Make_linear_model_is_joined() => Decide(SmallModels.Linear()).ShouldBe(new BatchDecision(32, null));

    [Fact]
    public void Make_model_that_mixes_rows_is_not_joined() =>
        Decide(OnnxProto.Model(OnnxProto.Graph(
            [OnnxProto.Node("Softmax", ["x"], ["y"], OnnxProto.Attribute("axis", 0))],
            [OnnxProto.Value("x", Element.Float, "N", 4)], [OnnxProto.Value("y", Element.Float, "N", 4)]))).MaxRows.ShouldBe(1);

    [Fact]
    public void Make_switched_off_says_so() => Decide(SmallModels.Linear(), maxRows: 1).Reason.ShouldNotBeNull()
        .ShouldContain("MAX_BATCH_SIZE");

    // The property that joining must have: whoever else is asking, the answer has the same bytes.
    [Fact]
    public async Task Infer_answers_under_load_are_byte_for_byte_those_of_a_quiet_server()
    {
        await using var server = await RunningServer.StartAsync(
            SmallModels.Linear(), settings => settings with { ConcurrentRuns = 1, MaxBatchSize = 8 });
        var random = new Random(11);
        var bodies = Enumerable.Range(0, 200).Select(i => Body(random, rows: 1 + (i % 3))).ToArray();
        var quiet = new List<string>();
        foreach (var body in bodies) quiet.Add((await server.InferAsync(body)).Text);
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(bodies.Select(body => server.InferAsync(body)));
            answers.Select(answer => answer.Text).ShouldBe(quiet);
        }
    }

    private static byte[] Body(Random random, int rows) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        inputs = new[]
        {
            new { name = "x", shape = new[] { rows, 4 }, datatype = "FP32", data = Enumerable.Range(0, rows * 4)
                .Select(_ => random.NextSingle() * 10).ToArray() },
        },
    });

    private static BatchDecision Decide(byte[] bytes, int maxRows = 32)
    {
        using var folder = new TempFolder();
        var file = folder.File("model.onnx");
        File.WriteAllBytes(file, bytes);
        using var model = ModelLoader.Load(file, 1 << 20, intraOpThreads: 1);
        using var pool = new TensorPool();
        using var watch = new RunWatch(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), TimeProvider.System);
        var runner = new ModelRunner(model.Session, model.Signature, watch, pool, shapesFollow: false);
        return BatchDecision.Make(
            maxRows, RowAnalysis.WhyNotRowWise(model.Outline), model.Signature, runner, pool, workingSize: 1, TimeProvider.System);
    }
}
