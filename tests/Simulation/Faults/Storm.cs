using Modelwright.LocalCluster.Api;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Faults;

/// <summary>Lets things go wrong in a world, at times and in ways drawn from its seed, until it is told to pass.</summary>
public sealed class Storm
{
    private static readonly CallFault[] Deafness = [CallFault.Refused, CallFault.Silent, CallFault.Lost];

    // Pods end more often than people delete the rest.
    private static readonly ResourceId[] Taken =
    [
        KnownResources.Pods, KnownResources.Pods, KnownResources.Pods, KnownResources.Deployments, KnownResources.Services,
        KnownResources.ConfigMaps, KnownResources.ControllerRevisions,
    ];

    private readonly SimWorld world;
    private readonly Weather weather;
    private readonly Random random;
    private readonly List<Action> repairs = [];
    private readonly SortedSet<string> paused = new(StringComparer.Ordinal);
    private readonly SortedSet<string> deaf = new(StringComparer.Ordinal);

    /// <summary>Starts the operators, and lets the storm begin.</summary>
    public Storm(SimWorld world, Weather weather)
    {
        (this.world, this.weather, random) = (world, weather, world.Random);
        for (var i = 0; i < weather.Operators; i++) Launch();
        if (weather.LateEvents > TimeSpan.Zero) Again(20, HoldEvents);
        if (weather.BrokenWatches) Again(30, BreakWatches);
        if (weather.OperatorTrouble) Again(60, TroubleOperator);
        if (weather.PodTrouble) Again(45, TroublePod);
        if (weather.Meddling) Again(60, () => Meddler.Act(world));
        if (weather.DeafRouters) Again(60, DeafenRouter);
        Again(1, KeepOperatorsRunning);
    }

    /// <summary>It is over: nothing new goes wrong, and what was held back is let go.</summary>
    public bool Passed { get; private set; }

    /// <summary>Ends the storm.</summary>
    public void Pass()
    {
        world.Trace.Add("storm", "passes");
        Passed = true;
        foreach (var one in world.Operators) (one.Faults, one.Latency, one.Dies) = (null, null, null);
        foreach (var repair in repairs.ToList()) repair();
    }

    private void Launch()
    {
        var started = world.StartOperator();
        if (Passed) return;
        started.Faults = Fault;
        if (weather.OperatorTrouble) started.Dies = (_, _) => Strike(started);
        if (weather.Latency > TimeSpan.Zero) started.Latency = _ => weather.Latency * random.NextDouble();
    }

    /// <summary>As the kubelet does: a process that has ended is started again. Also after the storm.</summary>
    private void KeepOperatorsRunning()
    {
        for (var alive = world.Operators.Count(one => !one.HasEnded); alive < weather.Operators; alive++) Launch();
    }

    private void HoldEvents()
    {
        if (Alive() is not { Watches.Count: > 0 } one) return;
        var path = Pick(one.Watches);
        world.Trace.Add("storm", $"holds {path} of {one.Name}");
        one.Hold(path, true);
        Later(weather.LateEvents * random.NextDouble(), () => one.Hold(path, false));
    }

    private void BreakWatches()
    {
        if (random.Next(2) == 0)
        {
            world.Trace.Add("storm", "history is forgotten");
            world.Server.ExpireHistory();
        }

        if (Alive() is not { } one) return;
        world.Trace.Add("storm", $"breaks the watches of {one.Name}");
        one.BreakWatches(random.Next(2) == 0 || one.Watches.Count == 0 ? null : Pick(one.Watches));
    }

    private void TroubleOperator()
    {
        if (Alive() is not { } one) return;
        switch (random.Next(3))
        {
            case 0: one.Crash(); break;
            case 1: one.Stop(); break;
            default: Pause(one); break;
        }
    }

    /// <summary>For longer or shorter than a lease holds.</summary>
    private void Pause(SimOperator one)
    {
        one.Pause();
        paused.Add(one.Name);
        Later(TimeSpan.FromSeconds(random.Next(1, 40)), () =>
        {
            paused.Remove(one.Name);
            one.Resume();
        });
    }

    /// <summary>In the middle of a plan, before or after a write: the process dies (true), or is stopped for a while.</summary>
    private bool Strike(SimOperator one)
    {
        if (random.NextDouble() >= weather.StrikingWrites) return false;
        if (random.Next(2) == 0) return true;
        Pause(one);
        return false;
    }

    private CallFault Fault(Call call) =>
        deaf.Any(address => call.Target.StartsWith($"router/{address}/", StringComparison.Ordinal)) ? Pick(Deafness)
        : random.NextDouble() < weather.FailingCalls ? Pick(weather.CallFaults)
        : CallFault.None;

    /// <summary>A router answers requests but cannot be told anything, or does not say that it was.</summary>
    private void DeafenRouter()
    {
        if (world.Routers.Running.Count == 0) return;
        var router = Pick([.. world.Routers.Running]);
        if (!deaf.Add(router.Address)) return;
        world.Trace.Add("storm", $"router {router.Pod} is deaf");
        Later(TimeSpan.FromSeconds(random.Next(1, 90)), () => deaf.Remove(router.Address));
    }

    private void TroublePod()
    {
        var resource = Pick(Taken);
        var items = world.Admin.List(resource).Where(item => item.Label(Labels.ManagedBy) == Labels.ManagedByValue).ToList();
        if (items.Count == 0) return;
        var item = Pick(items);
        if (resource == KnownResources.Pods && random.Next(2) == 0)
        {
            world.KillProcess(item);
            return;
        }

        world.Trace.Add("storm", $"deletes {resource.Plural} {item.Name()}");
        world.Invariants.Excuse(() => world.Admin.Delete(resource, item.Namespace(), item.Name(), item.Uid()));
    }

    private SimOperator? Alive()
    {
        var alive = world.Operators.Where(one => !one.HasEnded && !paused.Contains(one.Name)).ToList();
        return alive.Count == 0 ? null : Pick(alive);
    }

    /// <summary>Does it at random times, on average every so many seconds.</summary>
    private void Again(double seconds, Action action)
    {
        var delay = TimeSpan.FromSeconds(seconds * 2 * random.NextDouble());
        Once(delay, () =>
        {
            if (Passed && action != KeepOperatorsRunning) return;
            action();
            Again(seconds, action);
        });
    }

    private void Later(TimeSpan delay, Action action)
    {
        void Repair()
        {
            if (repairs.Remove(Repair)) action();
        }

        repairs.Add(Repair);
        Once(delay, Repair);
    }

    private void Once(TimeSpan delay, Action action)
    {
        ITimer? timer = null;
        timer = world.Time.CreateTimer(_ =>
        {
            timer!.Dispose();
            action();
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
