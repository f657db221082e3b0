using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What must hold at every moment, whatever goes wrong. The rules look when something changes; a broken one ends the run at the end of the
/// step that broke it.
/// </summary>
public sealed class Invariants
{
    private readonly SimWorld world;
    private readonly PodReadiness pods;
    private readonly List<string> broken = [];
    private int errorsSeen;

    internal Invariants(SimWorld world)
    {
        this.world = world;
        pods = new PodReadiness(world);
        Routes = new RouteRules(world, pods, Break);
        _ = new ScaleRules(world, Break);
        _ = new StatusRules(world, Break);
        _ = new DigestRule(world, Break);
        _ = new DataRule(world, Break);
        Traffic = new TrafficRule(world, pods, Break);
        Shares = new ShareRule(world, pods, Break);
        _ = new RolloutRule(world, pods, () => Shares.Staleness, Break);
    }

    /// <summary>What routers may be told.</summary>
    public RouteRules Routes { get; }

    /// <summary>Requests that people send.</summary>
    public TrafficRule Traffic { get; }

    /// <summary>Which share of the requests a revision may have.</summary>
    public ShareRule Shares { get; }

    /// <summary>
    /// An error in an operator's log breaks the run; a world with faults that an operator rightly complains about sets this.
    /// </summary>
    public bool AllowErrors { get; set; }

    /// <summary>What changes at this moment is done by people, who may take away what serves.</summary>
    internal bool PeopleAct { get; private set; }

    /// <summary>The revision has a pod that takes requests.</summary>
    internal bool IsReady(string @namespace, string revision) => pods.Ready(PodReadiness.Revision(@namespace, revision)).Count > 0;

    /// <summary>Does what people do to things that are the operator's.</summary>
    public void Excuse(Action action)
    {
        PeopleAct = true;
        try
        {
            action();
        }
        finally
        {
            PeopleAct = false;
        }
    }

    /// <summary>Notes that something happened that must not.</summary>
    internal void Break(string what) => broken.Add(what);

    /// <summary>Throws when a rule was broken.</summary>
    internal void Enforce()
    {
        Traffic.Look();
        foreach (var one in world.Operators)
            if (one.Failure is { } failure) broken.Add($"{one.Name} ended: {failure}");
        var errors = world.Operators.Sum(one => one.Errors.Count);
        if (errors > errorsSeen && !AllowErrors) broken.Add($"an error in the log: {world.Operators.SelectMany(one => one.Errors).Last()}");
        errorsSeen = errors;
        if (broken.Count == 0) return;
        var found = string.Join("\n", broken);
        broken.Clear();
        throw world.Fail($"a rule was broken: {found}");
    }
}
