using Modelwright.Crds.TrainingRuns;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class TrainingLifeTests
{
    public static TheoryData<string> Names => [.. Stories.Training.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name) =>
        LifeRun.Play(Stories.Training.Single(story => story.Name == name));

    [Fact]
    public void Numbers_are_given_once_also_when_runs_and_versions_are_deleted()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Train.Prepare(world);
        world.StartOperator();
        foreach (var number in Enumerable.Range(1, 4)) user.Train($"r-{number}", "1", "fraud");
        foreach (var number in Enumerable.Range(1, 4)) user.Await($"run/r-{number}", TrainingRunReasons.Registered);
        Versions(world, user).ShouldBe(["fraud-v1", "fraud-v2", "fraud-v3", "fraud-v4"]);

        foreach (var number in Enumerable.Range(1, 4)) user.DeleteRun($"r-{number}");
        foreach (var version in Versions(world, user)) world.Admin.Delete(KnownResources.ModelVersions, user.Namespace, version);
        world.RunFor(TimeSpan.FromMinutes(1));
        user.Train("r-5", "1", "fraud");
        user.Await("run/r-5", TrainingRunReasons.Registered);
        Versions(world, user).ShouldBe(["fraud-v5"]);
    }

    private static List<string> Versions(SimWorld world, ModelUser user) =>
        [.. world.Admin.List(KnownResources.ModelVersions, user.Namespace)
            .Select(version => version["metadata"]!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
}
