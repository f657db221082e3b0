using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>People change what the operator made.</summary>
public sealed class MeddlingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void An_image_that_was_changed_on_the_Deployment_is_put_right()
    {
        using var world = new SimWorld();
        var user = Serving(world, out _);
        var deployment = world.Admin.Get(KnownResources.Deployments, user.Namespace, user.Serving("a")!)!;
        Meddler.SetImage(world, deployment);
        world.RunUntil(() => !world.Admin.Get(KnownResources.Deployments, user.Namespace, user.Serving("a")!)!.ToJsonString()
            .Contains(Meddler.Mark, StringComparison.Ordinal), Soon, "the image is the operator's again");
        user.AwaitServing("a");
    }

    private static ModelUser Serving(SimWorld world, out Operators.SimOperator one)
    {
        Stories.Serve.Prepare(world);
        one = world.StartOperator();
        var user = new ModelUser(world);
        user.Create("a", Stories.Uri(1));
        user.AwaitServing("a");
        return user;
    }
}
