using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>Records to start from.</summary>
internal static class Records
{
    public const string Uid = "8d1f2c1e-0000-4000-8000-000000000001";

    public static TrackingRecord Plain { get; } = new()
    {
        Kind = "TrainingRun",
        Namespace = "shop",
        Name = "fraud-1",
        Uid = Uid,
        Experiment = "modelwright/shop",
        StartTime = 1_000,
        MetricTime = 2_000,
        Params = new Dictionary<string, string> { ["lr"] = "0.1", ["depth"] = "6" },
        Tags = new Dictionary<string, string> { [TrackingRecord.UidTag] = Uid, ["mlflow.user"] = "shop" },
        SeriesKey = "auc",
        Series = [new("auc", 1, 0.5), new("auc", 2, 0.7)],
        Metrics = [new("auc", 2, 0.7), new("loss", 2, 0.3)],
    };

    public static TrackingRecord Finished { get; } = Plain with
    {
        State = RunState.Finished,
        EndTime = 9_000,
        MetricTime = 9_000,
        Series = [.. Plain.Series, new("auc", 3, 0.9)],
        Metrics = [new("auc", 3, 0.9), new("loss", 3, 0.1)],
    };

    public static TrackedRun Nothing { get; } = new() { RunId = "r", ExperimentId = "1", State = RunState.Running };
}
