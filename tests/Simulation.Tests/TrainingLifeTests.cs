using Modelwright.Crds.TrainingRuns;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
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
    public void What_the_agent_says_is_shown_while_it_trains_and_what_it_uploads_is_registered() => LifeRun.Play(Stories.Attend, world =>
    {
        var user = new ModelUser(world);
        var (trained, stopped) = (user.Get("run/r-1")!["status"]!, user.Get("run/r-3")!["status"]!);
        var uri = trained["artifacts"]![0]!["uri"]!.GetValue<string>();
        uri.ShouldMatch("^s3://models/runs/r-1-[0-9a-f]{8}/model.onnx$");
        world.Admin.Get(KnownResources.ModelVersions, user.Namespace, "fraud-v1")!["spec"]!["artifact"]!["uri"]!.GetValue<string>()
            .ShouldBe(uri);
        trained["lineage"]!["inputs"]![0]!["digest"]!.GetValue<string>().ShouldStartWith("sha256:");
        (stopped["progress"]!["percent"]!.GetValue<long>(), stopped["metrics"]![0]!["value"]!.GetValue<string>()).ShouldBe((42L, "0.5"));
        var calls = world.Operators.Single().Calls
            .Where(call => call.Target.StartsWith(Call.AgentPrefix, StringComparison.Ordinal)).ToList();
        calls.Count(call => call.Verb == "GET").ShouldBeGreaterThan(60, "a look every ten seconds while r-3 and r-4 train");
        calls.Count(call => call.Verb == "POST").ShouldBe(2, "one to stop r-3, one to cancel r-4");
    });

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
