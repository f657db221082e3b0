using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Records;

namespace Modelwright.Operator.Tests.Experiments;

/// <summary>The operator dies after every effect of an Experiment: the runs, the best one and what is registered are the same.</summary>
public sealed class ExperimentCrashTests
{
    public static TheoryData<string> Searches => ["random", "tpe", "grid", "asha", "hyperband", "list"];

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_crash_after_every_effect_gives_the_same_runs_and_the_same_best(string search)
    {
        var reference = Run(search, int.MaxValue, out var effects);
        reference.Condition.Status.ShouldBe("True");
        effects.ShouldBeGreaterThan(12);
        Run(search, 0, out _).Condition.ShouldNotBeNull();
        var crashed = Run(search, 1, out _);
        Text(crashed).ShouldBe(Text(reference));
        for (var every = 2; every <= 5; every++) Text(Run(search, every, out _)).ShouldBe(Text(reference));
    }

    private static ExperimentSketch Run(string search, int dieEvery, out int effects)
    {
        var sketch = new ExperimentSketch(Spec(search)) { Training = new() { ArtifactStore = "s3://models/store" } };
        sketch.Objective = Value;
        effects = 0;
        for (var i = 0; i < 4000; i++)
        {
            // Each look carries out so many effects, then the process is another one. With 0 the operator is never heard of again.
            int done;
            while ((done = sketch.Look(dieEvery == int.MaxValue ? null : dieEvery)) > 0)
                if ((effects += done) > 20_000) throw new InvalidOperationException("it never comes to rest");
            if (dieEvery == 0) dieEvery = int.MaxValue;
            sketch.VerifyVersions();
            if (sketch.Look() > 0) continue;
            if (sketch.Runs.Values.FirstOrDefault(ExperimentSketch.IsActive) is not { } run) break;
            sketch.Now += TimeSpan.FromMinutes(1);
            sketch.Finish(run.Metadata.Name);
        }

        return sketch;
    }

    private static string Value(Crds.TrainingRuns.TrainingRun run)
    {
        var x = ExperimentSketch.Number(run, "x");
        var epochs = run.Spec.Parameters!.TryGetValue("epochs", out var text) ? double.Parse(text, null) : 1;
        return (Math.Sin(5 * x) + 1 - 1 / (epochs + 1)).ToString("R", null);
    }

    private static ExperimentSpec Spec(string search) => search switch
    {
        "asha" => Specs.Halving(25, 2, new() { Asha = new() }),
        "hyperband" => Specs.Halving(60, 3, new() { Hyperband = new() }),
        "tpe" => Specs.Random(25, parallelism: 3) with { Search = new() { Tpe = new() { StartupRuns = 4 } } },
        "grid" => Specs.Random(5, parallelism: 2) with { Search = new() { Grid = new() { Points = 9 } } },
        "list" => Specs.Random(5) with
        {
            Parameters = null,
            Search = new()
            {
                List = [.. new[] { "0.4", "0.1", "0.9" }.Select(x => new ListEntry
                {
                    Parameters = new Dictionary<string, string> { ["x"] = x },
                })],
            },
        },
        _ => Specs.Random(12, parallelism: 3),
    }
    with
    { Model = "churn" };

    private static string Text(ExperimentSketch sketch) => string.Join('\n',
        RecordText.Write(sketch.Records), string.Join(',', sketch.Runs.Keys),
        string.Join('\n', sketch.Runs.Values.Select(run => $"{run.Metadata.Name} {run.Spec.ResumeFrom} {run.Spec.Seed} "
            + string.Join(' ', run.Spec.Parameters!.Select(pair => $"{pair.Key}={pair.Value}")))),
        $"{sketch.Status.Best!.Run} {sketch.Status.ModelVersion} {sketch.Condition.Reason}", string.Join(',', sketch.Versions.Keys));
}
