using System.Text.Json.Nodes;
using Modelwright.Agent.Tests.Inputs;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Tests.Training;

public sealed class TaskReaderTests
{
    [Fact]
    public void Read_documented_task_is_read()
    {
        var (task, error) = TaskReader.Read("""
            {"run": "penguins-run-1", "uid": "u", "namespace": "ns", "experiment": null, "number": null, "seed": 42, "rung": null,
             "resource": null, "objective": {"metric": "val_auc", "direction": "Maximize", "reduce": "Best"},
             "requiredMetrics": ["accuracy"], "parameters": {"lr": "0.01"}, "later": [1],
             "inputs": [{"name": "train", "uri": "pvc://data/penguins/", "rows": 344, "maxBytes": 0, "sourceRoot": "/s"}],
             "output": {"uri": "pvc://models/penguins-run-1/", "root": "/store"},
             "limits": {"modelBytes": 2147483648, "outputBytes": 10737418240, "metricNames": 1000, "points": 100000, "seriesPoints": 128},
             "allowFile": true}
            """);

        error.ShouldBeNull();
        task!.Objective!.Metric.ShouldBe("val_auc");
        task.RequiredMetrics.ShouldBe(["accuracy"]);
        task.Inputs.Single().Rows.ShouldBe(344);
        task.Output!.Root.ShouldBe("/store");
        task.Limits.ShouldBe(new TaskLimits());
        task.AllowLoopback.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""["x"]""", "not the document")]
    [InlineData("""{"run":"r","uid":"u"}""", "namespace")]
    [InlineData("""{"run":"r","run":"r","uid":"u","namespace":"n"}""", "not the document")]
    [InlineData("""{"run":null,"uid":"u","namespace":"n"}""", "not the document")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","inputs":[{"name":"..","uri":"x"}]}""", "input name '..'")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","inputs":[{"name":"a/b","uri":"x"}]}""", "input name 'a/b'")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","inputs":[{"name":"a","uri":"x","digest":"md5:1"}]}""", "sha256")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","inputs":[{"name":"a-b","uri":"x"},{"name":"a_b","uri":"x"}]}""", "A_B")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","objective":{"metric":"m","direction":"Up"}}""", "direction")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","limits":{"points":0}}""", "limit")]
    [InlineData("""{"run":"r","uid":"u","namespace":"n","requiredMetrics":[""]}""", "requiredMetrics")]
    [InlineData("", "not set")]
    public void Read_wrong_task_says_what_is_wrong(string text, string expected)
    {
        var (task, error) = TaskReader.Read(text);

        task.ShouldBeNull();
        error!.ShouldContain(expected);
    }

    [Fact]
    public void Read_too_much_is_refused()
    {
        var task = InputRun.Task();
        task["parameters"] = new JsonObject(Enumerable.Range(0, 65).Select(i => KeyValuePair.Create($"p{i}", (JsonNode?)"1")));
        TaskReader.Read(task.ToJsonString()).Error!.ShouldContain("65 parameters");
        TaskReader.Read(new string(' ', TaskReader.MaxBytes + 1)).Error!.ShouldContain("65536");
    }
}
