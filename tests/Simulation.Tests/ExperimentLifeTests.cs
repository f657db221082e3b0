using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class ExperimentLifeTests
{
    public static TheoryData<string> Names => [.. Stories.Experiments.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name) =>
        LifeRun.Play(Stories.Experiments.Single(story => story.Name == name));

    [Fact]
    public void The_best_run_is_the_one_whose_parameters_say_so_and_its_model_is_registered()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Search.Prepare(world);
        world.StartOperator();
        Story.Take(Stories.Search.Steps[0], world, user);
        var status = user.Get("experiment/s")!["status"]!;
        var runs = world.Admin.List(KnownResources.TrainingRuns, user.Namespace);
        runs.Count.ShouldBe(3);
        var best = runs.MinBy(run => Math.Abs(double.Parse(run["spec"]!["parameters"]!["x"]!.GetValue<string>(), null) - 0.3))!;
        status["best"]!["run"]!.GetValue<string>().ShouldBe(best["metadata"]!["name"]!.GetValue<string>());
        status["modelVersion"]!.GetValue<string>().ShouldBe("fraud-v1");
        var version = world.Admin.Get(KnownResources.ModelVersions, user.Namespace, "fraud-v1")!;
        version["spec"]!["lineage"]!["run"]!.GetValue<string>().ShouldBe(best["metadata"]!["name"]!.GetValue<string>());
        version["spec"]!["lineage"]!["experiment"]!.GetValue<string>().ShouldBe("s");
    }
}
