using System.Text.Json.Nodes;
using Modelwright.Agent.Tests.Inputs;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests;

/// <summary>The program from outside: a task in; exit code, files and termination message out.</summary>
public sealed class InputsCommandTests : IDisposable
{
    private readonly InputRun _run = new();

    [Fact]
    public async Task Inputs_lie_where_the_container_looks()
    {
        await File.WriteAllTextAsync(_run.File("train.csv"), "x\n1\n", TestContext.Current.CancellationToken);
        var task = InputRun.Task(new JsonObject { ["name"] = "train", ["uri"] = $"file://{_run.File("train.csv")}" });
        task["parameters"] = new JsonObject { ["lr"] = "0.1" };
        await using var agent = Start(task.ToJsonString());

        (await agent.ExitCodeAsync()).ShouldBe(0, await agent.Errors);
        File.ReadAllText(_run.File("input", "data", "train", "train.csv")).ShouldBe("x\n1\n");
        JsonNode.Parse(File.ReadAllText(_run.File("input", "params.json")))!["lr"]!.GetValue<double>().ShouldBe(0.1);
        var context = JsonNode.Parse(File.ReadAllText(_run.File("input", "context.json")))!;
        context["attempt"]!.GetValue<int>().ShouldBe(3);
        var message = Message()["inputs"]![0]!;
        message["digest"]!.ToString().ShouldBe(Sha256Digest.Of("x\n1\n"u8).ToString());
        context["inputs"]![0]!["digest"]!.ToString().ShouldBe(message["digest"]!.ToString());
        (message["name"]!.ToString(), message["bytes"]!.GetValue<long>(), message["files"]!.GetValue<int>()).ShouldBe(("train", 4, 1));
    }

    [Fact]
    public async Task Missing_input_ends_with_1_and_its_name()
    {
        await using var agent = Start(
            InputRun.Task(new JsonObject { ["name"] = "holdout", ["uri"] = $"file://{_run.File("nothing.csv")}" }).ToJsonString());

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message()["reason"]!.ToString().ShouldBe("NotFound");
        Message()["input"]!.ToString().ShouldBe("holdout");
        (await agent.Errors).ShouldContain("holdout");
    }

    [Fact]
    public async Task Task_that_is_none_ends_with_1_and_says_so()
    {
        await using var agent = Start("{");

        (await agent.ExitCodeAsync()).ShouldBe(1);
        Message()["message"]!.ToString().ShouldContain("MODELWRIGHT_TASK");
    }

    public void Dispose() => _run.Dispose();

    private AgentProcess Start(string task) => new(
        _run.File("termination-log"),
        new Dictionary<string, string>
        {
            ["MODELWRIGHT_TASK"] = task,
            ["MODELWRIGHT_INPUT_DIR"] = _run.File("input"),
            ["MODELWRIGHT_ATTEMPT"] = "3",
        },
        "inputs");

    private JsonNode Message() => JsonNode.Parse(File.ReadAllBytes(_run.File("termination-log")))!;
}
