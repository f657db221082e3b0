using Modelwright.LocalCluster.Controllers;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Simulation.Clusters;

/// <summary>Turns the cluster's controllers on a pump of their own, one step a turn, so that other processes come between.</summary>
internal sealed class ControllerTurns
{
    private readonly IReadOnlyList<IClusterController> controllers;
    private readonly TimeProvider time;
    private readonly Pump pump;
    private readonly ITimer timer;
    private int next;
    private bool posted;

    public ControllerTurns(IReadOnlyList<IClusterController> controllers, TimeProvider time, Pump pump)
    {
        this.controllers = controllers;
        this.time = time;
        this.pump = pump;
        timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var controller in controllers) controller.Woken += Wake;
        foreach (var controller in controllers) controller.Start();
    }

    private void Wake()
    {
        if (posted) return;
        posted = true;
        pump.Post(Turn);
    }

    private void Turn()
    {
        posted = false;
        for (var tried = 0; tried < controllers.Count; tried++)
        {
            if (!controllers[next++ % controllers.Count].Step()) continue;
            Wake();
            return;
        }

        if (controllers.Select(controller => controller.NextDue).Min() is not { } due) return;
        var delay = due - time.GetUtcNow();
        timer.Change(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
