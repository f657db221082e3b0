using k8s.Models;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Tests.Reproduce;

/// <summary>Runs that have ended, with their records.</summary>
internal static class RecordedRuns
{
    public static string Digest(char c) => $"sha256:{new string(c, 64)}";

    public static TrainingRun Of(string reason = TrainingRunReasons.Registered, string status = "True") => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "fraud-1",
            NamespaceProperty = "shop",
            Uid = "uid-1",
            Labels = new Dictionary<string, string>
            {
                ["kueue.x-k8s.io/priority-class"] = "low",
                ["modelwright.io/experiment"] = "search",
            },
        },
        Spec = new()
        {
            Model = "fraud",
            Container = new() { Image = "trainer:latest", Args = ["train"] },
            Inputs =
            [
                new() { Name = "train", Dataset = new() { Name = "rows" } },
                new() { Name = "holdout", Artifact = new() { Uri = "s3://data/holdout.csv" } },
            ],
            Parameters = new Dictionary<string, string> { ["lr"] = "0.1" },
            Suspend = false,
            TtlAfterFinished = new("0s"),
            Tolerances = [new() { Metric = "auc", Absolute = "0.01" }],
        },
        Status = new()
        {
            Conditions = [new V1Condition { Type = "Succeeded", Status = status, Reason = reason, Message = "words" }],
            Lineage = new()
            {
                Image = "trainer:latest",
                ImageId = $"registry.example.com/trainer@{Digest('a')}",
                ParametersDigest = Digest('b'),
                Seed = 7,
                Inputs =
                [
                    new() { Name = "train", Dataset = "rows", Uri = "s3://store/rows/", Digest = Digest('c') },
                    new() { Name = "holdout", Uri = "s3://data/holdout.csv", Digest = Digest('d') },
                ],
            },
            Metrics = [new() { Name = "auc", Value = "0.9" }, new() { Name = "rows", Value = "10" }],
            Artifacts = [new() { Name = "model.onnx", Digest = Digest('e') }, new() { Name = "log.txt", Digest = Digest('f') }],
        },
    };

    /// <summary>With another model and other metrics.</summary>
    public static TrainingRun With(char model, params (string Name, string Value)[] metrics)
    {
        var run = Of(TrainingRunReasons.Completed);
        run.Status = run.Status! with
        {
            Metrics = [.. metrics.Select(metric => new MetricValue { Name = metric.Name, Value = metric.Value })],
            Artifacts = [new() { Name = "model.onnx", Digest = Digest(model) }],
        };
        return run;
    }
}
