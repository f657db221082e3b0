using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class PausedLeaderTests
{
    [Theory]
    [InlineData(12, false)]
    [InlineData(30, true)]
    public void A_leader_that_is_paused_in_mid_plan_finishes_it_or_leaves_it_to_the_next(int seconds, bool losesTheLease)
    {
        using var world = new SimWorld(new SimOptions { LeaderElection = true });
        Stories.Serve.Prepare(world);
        var one = world.StartOperator();
        world.RunFor(TimeSpan.FromSeconds(5));
        world.StartOperator();
        ITimer? resumes = null;
        one.Dies = (call, done) =>
        {
            if (done || resumes is not null || !call.Target.Contains("/deployments/a-", StringComparison.Ordinal)) return false;
            one.Pause();
            resumes = world.Time.CreateTimer(_ => one.Resume(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
            return false;
        };
        var user = new ModelUser(world);
        user.Create("a", Stories.Uri(1));
        user.AwaitServing("a");
        world.RunFor(TimeSpan.FromMinutes(1));
        resumes.ShouldNotBeNull().Dispose();
        one.LostLease.ShouldBe(losesTheLease);
    }
}
