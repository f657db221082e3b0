using Modelwright.Crds.Datasets;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>The life of Datasets, and with the operator killed at every moment of it at which that makes a difference.</summary>
public sealed class DatasetTests(ITestOutputHelper output) : CrashTests(output)
{
    [Fact]
    public void A_crash_before_or_after_any_write_leads_to_the_same_end_and_then_to_silence() => Play(DataStories.Versions);

    [Fact]
    public void Versions_are_found_by_polling_and_what_nothing_refers_to_is_cleared_away()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        DataStories.Versions.Prepare(world);
        world.StartOperator();
        user.Data.Create("d", history: 1, interval: "5m");
        user.Await("dataset/d", DatasetReasons.Current);

        foreach (var content in new[] { "second", "third" })
        {
            var digest = user.Data.Write("d", content);
            world.RunUntil(() => user.Get("dataset/d").Text("status", "latest") == digest, TimeSpan.FromMinutes(6), $"{content} is found");
        }

        world.Copies.Count.ShouldBe(2, "the second is cleared away by the look after the one that found the third");
        world.RunFor(TimeSpan.FromMinutes(6));
        world.Copies.Count.ShouldBe(1);

        user.Data.Write("d", "fourth", bad: true);
        user.Await("dataset/d", DatasetReasons.ChecksFailed, TimeSpan.FromMinutes(6));
        user.Get("dataset/d").Text("status", "latest").ShouldBe(ModelStore.DigestOf("third"));
    }

    [Fact]
    public void Source_that_is_away_for_a_while_is_found_again_and_its_versions_stay()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        DataStories.Versions.Prepare(world);
        world.StartOperator();
        user.Data.Create("d");
        user.Await("dataset/d", DatasetReasons.Current);
        world.Models.Remove(DataUser.UriOf("d"));
        user.Data.Refresh("d");
        user.Await("dataset/d", DatasetReasons.SourceUnavailable);
        user.Get("dataset/d").Text("status", "latest").ShouldBe(ModelStore.DigestOf("first"));

        DataStories.Versions.Prepare(world);
        user.Await("dataset/d", DatasetReasons.Current, TimeSpan.FromMinutes(15));
    }
}
