using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.Datasets.DatasetSamples;

namespace Modelwright.Operator.Tests.Datasets;

/// <summary>Checks that are containers of the user's.</summary>
public sealed class ContainerCheckTests
{
    [Fact]
    public void Version_that_passed_the_others_is_checked_by_containers_before_it_is_used()
    {
        var dataset = After(Asked(), Version('a'));

        dataset.Status!.Latest.ShouldBeNull();
        dataset.Status.Versions![0].Checks!.Pending.ShouldBe(["own", "hint"]);
        var plan = DatasetPlanner.Plan(See(dataset));
        Ready(plan).ShouldBe(("Unknown", "Checking"));
        var pod = Pod(plan)!;
        pod["metadata"]!["name"]!.ToString().ShouldBe("birds-check");
        var container = pod["spec"]!["containers"]![0]!;
        container["image"]!.ToString().ShouldBe("checker");
        container["env"]!.AsArray().Single(variable => $"{variable!["name"]}" == "MODELWRIGHT_DATA_VERSION")!["value"]!.ToString()
            .ShouldBe("/modelwright/input/data/version");
        pod["spec"]!["initContainers"]![0]!["args"]![0]!.ToString().ShouldBe("inputs");
        var running = DatasetPlanner.Plan(See(dataset) with { Checks = Fact(dataset, null) });
        running.Prune!.Keep.ShouldBe(["birds-check"]);
        running.Effects.OfType<Apply>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, true, 3, 0)]
    [InlineData(null, "a hint", true, 2, 1)]
    [InlineData("ids are missing", null, false, 2, 1)]
    public void Answers_decide_by_their_severity(string? own, string? hint, bool eligible, int passed, int failed)
    {
        var dataset = After(Asked(), Version('a'));
        var answers = Fact(dataset, new() { ["own"] = own, ["hint"] = hint });

        var judged = Applied(dataset, DatasetPlanner.Plan(See(dataset) with { Checks = answers }));

        var version = judged.Status!.Versions![0];
        (version.Eligible, version.Checks!.Passed, version.Checks.Failed?.Count ?? 0).ShouldBe((eligible, passed, failed));
        version.Checks.Pending.ShouldBeNull();
        judged.Status.Latest.ShouldBe(eligible ? Samples.Digest('a') : null);
        var plan = DatasetPlanner.Plan(See(judged) with { Checks = answers });
        Ready(plan).ShouldBe(eligible ? ("True", "Current") : ("False", "ChecksFailed"));
        JsonSerializer.Serialize(Applied(judged, plan).Status!.Versions, CrdJson.Options)
            .ShouldBe(JsonSerializer.Serialize(judged.Status.Versions, CrdJson.Options));
        plan.Prune!.Keep.ShouldBeEmpty();
        if (own is not null) version.Checks.Failed![0].Owner.ShouldBe("quality");
    }

    [Fact]
    public void Check_that_did_not_work_is_tried_again_with_growing_waits()
    {
        var dataset = After(Asked(), Version('a'));
        List<double> waits = [];
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var answers = Fact(dataset, new() { ["hint"] = null }) with { Attempt = attempt, Problem = "check own: exit code 3: no disk" };
            var plan = DatasetPlanner.Plan(See(dataset) with { Checks = answers });
            Ready(plan).ShouldBe(("False", "CheckError"));
            waits.Add(plan.WakeAfter!.Value.TotalSeconds);
            dataset = Applied(dataset, plan);
            dataset.Status!.Versions![0].Checks!.Pending.ShouldBe(["own"]);
            var later = DatasetPlanner.Plan(See(dataset) with { Checks = answers, Now = End.AddMinutes(3) });
            later.Prune!.Keep.ShouldBeEmpty();
            var next = Pod(DatasetPlanner.Plan(See(dataset) with { Now = End.AddMinutes(3) }))!;
            next["metadata"]!["annotations"]![Labels.Attempt]!.ToString().ShouldBe($"{attempt + 1}");
            next["spec"]!["containers"]!.AsArray().Count.ShouldBe(1);
        }

        waits.ShouldBe([15, 30, 60]);
        var well = Applied(dataset, DatasetPlanner.Plan(See(dataset) with { Checks = Fact(dataset, new() { ["own"] = null }) }));
        (well.Status!.Latest, well.Status.CheckFailures).ShouldBe((Samples.Digest('a'), null));
    }

    [Fact]
    public void Version_that_failed_already_is_not_checked_by_containers()
    {
        var dataset = After(Asked(), Version('a', eligible: false));

        dataset.Status!.Versions![0].Checks!.Pending.ShouldBeNull();
        Pod(DatasetPlanner.Plan(See(dataset))).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(65, "ids are missing", null)]
    [InlineData(3, null, "check own: exit code 3: ids are missing")]
    public void Exit_code_says_what_an_answer_means(int code, string? answer, string? problem)
    {
        var pod = new V1Pod
        {
            Metadata = new()
            {
                Name = "birds-check",
                Annotations = new Dictionary<string, string> { [Labels.Checks] = "own", [Labels.Attempt] = "2" },
            },
            Status = new()
            {
                Phase = code == 0 ? "Succeeded" : "Failed",
                ContainerStatuses =
                [
                    new()
                    {
                        Name = "check-0",
                        State = new() { Terminated = new() { ExitCode = code, Message = "ids are missing", FinishedAt = End.UtcDateTime } },
                    },
                ],
            },
        };

        var fact = CheckFact.Of(pod);

        (fact.Attempt, fact.EndTime, fact.Problem).ShouldBe((2, End, problem));
        fact.Answers.ContainsKey("own").ShouldBe(problem is null);
        fact.Answers.GetValueOrDefault("own").ShouldBe(answer);
    }

    private static Dataset Asked() => Of(spec => spec with
    {
        Checks =
        [
            .. spec.Checks!,
            new() { Name = "own", Container = new() { Image = "checker" }, Owner = new() { Team = "quality" } },
            new() { Name = "hint", Container = new() { Image = "hinter" }, Severity = CheckSeverity.Warning },
        ],
    });

    private static CheckFact Fact(Dataset dataset, Dictionary<string, string?>? answers) => new()
    {
        Name = "birds-check",
        SpecDigest = dataset.Status!.Versions![0].SpecDigest,
        Version = dataset.Status.Versions[0].Digest,
        Attempt = 1,
        EndTime = answers is null ? null : End,
        Answers = answers ?? [],
    };
}
