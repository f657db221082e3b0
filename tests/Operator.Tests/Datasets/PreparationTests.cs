using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.Datasets.DatasetSamples;

namespace Modelwright.Operator.Tests.Datasets;

/// <summary>Datasets that a container makes from others.</summary>
public sealed class PreparationTests
{
    [Fact]
    public void Step_runs_once_with_the_versions_that_it_reads()
    {
        var plan = DatasetPlanner.Plan(Seen(Clean(), 'a'));

        Ready(plan).ShouldBe(("Unknown", "Preparing"));
        var run = Run(plan)!;
        run.Metadata.Name.ShouldMatch("^birds-[0-9a-f]{8}$");
        run.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe("0123-uid");
        var input = run.Spec.Inputs.ShouldHaveSingleItem();
        (input.Dataset!.Name, input.Dataset.Version).ShouldBe(("raw", Samples.Digest('a')));
        (run.Spec.Seed, run.Spec.Trigger!.Kind, run.Spec.Parameters!["island"]).ShouldBe((0, TriggerKind.Dataset, "Dream"));
        run.Spec.Output!.Uri.ShouldBe("pvc://models/datasets/birds/runs");
        plan.Effects.OfType<Apply>().Select(apply => apply.Type.Kind)
            .ShouldBe(["ServiceAccount", "PersistentVolumeClaim", "TrainingRun"]);

        var again = DatasetPlanner.Plan(Seen(Clean(), 'a', run));
        again.Effects.OfType<Apply>().ShouldBeEmpty();
        again.Prune!.Keep.ShouldBe([run.Metadata.Name]);
        again.WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Another_version_parameter_or_wish_is_another_run_and_nothing_else_is()
    {
        var first = Name(Clean(), 'a');

        Name(Clean(), 'b').ShouldNotBe(first);
        Name(Changed(preparation => preparation with { Parameters = null }), 'a').ShouldNotBe(first);
        Name(Changed(preparation => preparation with { Seed = 1 }), 'a').ShouldNotBe(first);
        Name(Changed(preparation => preparation with { Run = preparation.Run with { Code = new() { Revision = "2" } } }), 'a')
            .ShouldNotBe(first);
        var asked = Clean();
        asked.Metadata.Annotations = new Dictionary<string, string> { [Labels.Refresh] = "again" };
        Name(asked, 'a').ShouldNotBe(first);
        Name(Clean() with { Spec = Clean().Spec with { Checks = null, Format = null, History = 3 } }, 'a').ShouldBe(first);
        Name(Changed(preparation => preparation with { Seed = 0 }), 'a').ShouldBe(first);
    }

    [Fact]
    public void Output_is_looked_at_like_any_source_and_keeps_its_lineage()
    {
        var dataset = Clean();
        var run = Succeeded(Run(DatasetPlanner.Plan(Seen(dataset, 'a')))!);

        var look = DatasetPlanner.Plan(Seen(dataset, 'a', run));
        Task(look).GetProperty("source").GetProperty("uri").GetString()
            .ShouldBe($"pvc://models/datasets/birds/runs/{run.Metadata.Name}-4567uid/artifacts/");
        Pod(look)!["spec"]!["volumes"]!.AsArray()
            .Count(volume => $"{volume!["persistentVolumeClaim"]?["claimName"]}" == "models").ShouldBe(2);

        var recorded = Looked(dataset, 'a', run, Version('c'));
        var version = recorded.Status!.Versions.ShouldHaveSingleItem();
        version.Lineage.ShouldNotBeNull();
        (version.Lineage.Run, version.Lineage.ImageId, version.Lineage.Parameters!["island"])
            .ShouldBe((run.Metadata.Name, "shell@sha256:1", "Dream"));
        version.Lineage.Inputs.ShouldHaveSingleItem().Digest.ShouldBe(Samples.Digest('a'));
        version.Lineage.Record.ShouldBe($"pvc://models/datasets/birds/runs/{run.Metadata.Name}-4567uid/run.json");
        recorded.Status.Latest.ShouldBe(Samples.Digest('c'));

        // Recorded, with or without its run: nothing is left to do.
        foreach (var runs in new TrainingRun[][] { [run], [] })
        {
            var rest = DatasetPlanner.Plan(Seen(recorded, 'a', runs));
            rest.Effects.OfType<Apply>().ShouldBeEmpty();
            Ready(rest).ShouldBe(("True", "Current"));
        }
    }

    [Fact]
    public void Data_that_comes_back_brings_its_version_back_without_a_run()
    {
        var dataset = Clean();
        var first = Succeeded(Run(DatasetPlanner.Plan(Seen(dataset, 'a')))!);
        dataset = Looked(dataset, 'a', first, Version('c'));
        var second = Run(DatasetPlanner.Plan(Seen(dataset, 'b', first)))!;
        DatasetPlanner.Plan(Seen(dataset, 'b', first, second)).Prune!.Keep.ShouldBe([second.Metadata.Name]);
        dataset = Looked(dataset, 'b', Succeeded(second), Version('d'));
        dataset.Status!.Latest.ShouldBe(Samples.Digest('d'));

        var back = DatasetPlanner.Plan(Seen(dataset, 'a'));

        Run(back).ShouldBeNull();
        Task(back).GetProperty("source").GetProperty("uri").GetString().ShouldBe("pvc://models/datasets/birds/c/data/birds.csv");
        Task(back).GetProperty("known").GetProperty("digests").EnumerateArray().Select(digest => digest.GetString())
            .ShouldBe([Samples.Digest('c')]);
    }

    [Theory]
    [InlineData("False", "DataInvalid", "no rows are left", "DataInvalid: no rows are left")]
    [InlineData("True", "Pruned", "stopped", "it stopped early (exit code 80)")]
    [InlineData("True", "Completed", "done", "it left no file in $MODELWRIGHT_OUTPUT_DIR/artifacts")]
    public void Failed_step_says_why_and_is_not_tried_until_something_changes(string status, string reason, string message, string expected)
    {
        var dataset = Clean();
        var run = Ended(Run(DatasetPlanner.Plan(Seen(dataset, 'a')))!, status, reason, message, artifacts: null);

        var plan = DatasetPlanner.Plan(Seen(dataset, 'a', run));

        plan.Effects.OfType<Apply>().ShouldBeEmpty();
        Ready(plan).ShouldBe(("False", "PreparationFailed"));
        var note = plan.Effects.OfType<Emit>().ShouldHaveSingleItem().Note;
        note.ShouldContain($"run {run.Metadata.Name}: {expected}");
        note.ShouldContain("there is no version that may be used (owner: birders");
        Run(DatasetPlanner.Plan(Seen(dataset, 'b', run))).ShouldNotBeNull();
    }

    [Fact]
    public void Input_without_a_version_is_waited_for_and_suspension_starts_nothing()
    {
        var plan = DatasetPlanner.Plan(See(Clean()));

        Ready(plan).ShouldBe(("Unknown", "WaitingForData"));
        plan.Effects.OfType<Apply>().ShouldBeEmpty();
        var name = Clean().Spec.Source.Preparation!.Run.Inputs![0].Dataset!.Name;
        DatasetPlanner.Plan(See(Clean()) with { AbsentDatasets = new HashSet<string>([name]) }).Effects.OfType<Emit>().Single().Note
            .ShouldContain($"there is no Dataset {name} in this namespace");
        var suspended = Clean() with { Spec = Clean().Spec with { Suspend = true } };
        Ready(DatasetPlanner.Plan(Seen(suspended, 'a'))).ShouldBe(("Unknown", "Suspended"));
    }

    [Fact]
    public void Names_of_runs_fit_however_long_the_datasets_is()
    {
        var dataset = Clean();
        dataset.Metadata.Name = new string('a', 42) + "-aaa";

        Name(dataset, 'a').Length.ShouldBeLessThanOrEqualTo(52);
        Name(dataset, 'a').ShouldMatch("^a{42}-[0-9a-f]{8}$");
    }

    private static Dataset Clean() => Changed(preparation => preparation);

    private static Dataset Changed(Func<PreparationSource, PreparationSource> change) => Of(spec => spec with
    {
        Refresh = null,
        Source = new()
        {
            Preparation = change(new()
            {
                Run = new() { Container = new() { Image = "shell" }, Inputs = [new() { Name = "all", Dataset = new() { Name = "raw" } }] },
                Parameters = new Dictionary<string, string> { ["island"] = "Dream" },
            }),
        },
    });

    private static DatasetObserved Seen(Dataset dataset, char input, params TrainingRun[] runs) => See(dataset) with
    {
        Inputs = new Dictionary<string, DatasetVersionFact> { ["all"] = new(Samples.Digest(input), "pvc://models/raw/") },
        Runs = runs,
    };

    private static string Name(Dataset dataset, char input) => Run(DatasetPlanner.Plan(Seen(dataset, input)))!.Metadata.Name;

    private static TrainingRun? Run(Plan plan) =>
        plan.Effects.OfType<Apply>().SingleOrDefault(apply => apply.Type.Kind == "TrainingRun")?.Body is { } body
            ? body.Deserialize<TrainingRun>(CrdJson.Options)
            : null;

    private static TrainingRun Succeeded(TrainingRun run) =>
        Ended(run, "True", "Completed", "done", [new() { Name = "artifacts/birds.csv" }]);

    private static TrainingRun Ended(
        TrainingRun run, string status, string reason, string message, IReadOnlyList<TrainingArtifact>? artifacts)
    {
        run.Metadata.Uid = "4567-uid";
        run.Status = new()
        {
            Conditions = [new V1Condition { Type = "Succeeded", Status = status, Reason = reason, Message = message }],
            Artifacts = artifacts,
            Lineage = new()
            {
                ImageId = "shell@sha256:1",
                Inputs =
                [
                    new() { Name = "all", Dataset = "raw", Digest = run.Spec.Inputs![0].Dataset!.Version, Uri = "pvc://models/raw/" },
                ],
            },
        };
        return run;
    }

    private static Dataset Looked(Dataset dataset, char input, TrainingRun run, LookReport report)
    {
        var pod = Pod(DatasetPlanner.Plan(Seen(dataset, input, run)))!;
        var look = new LookFact
        {
            Name = "birds-look",
            SpecDigest = pod["metadata"]!["annotations"]![Labels.SpecDigest]!.ToString(),
            EndTime = End,
            Report = report,
        };
        var seen = Seen(dataset, input, run) with { Look = look };
        var recorded = Applied(dataset, DatasetPlanner.Plan(seen));

        // A look that was recorded just before a crash is recorded again, to the same effect.
        var again = Applied(recorded, DatasetPlanner.Plan(seen with { Dataset = recorded }));
        JsonSerializer.Serialize(again.Status, CrdJson.Options)
            .ShouldBe(JsonSerializer.Serialize(recorded.Status, CrdJson.Options));
        return recorded;
    }
}
