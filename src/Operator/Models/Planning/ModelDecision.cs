using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Models.Rollouts;
using Modelwright.Operator.Models.Sleeping;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>What was decided about a Model, before it is turned into objects, status and events.</summary>
internal sealed class ModelDecision
{
    /// <summary>Decides.</summary>
    public ModelDecision(ModelObserved observed)
    {
        Observed = observed;
        Resolution = TargetPolicy.Resolve(observed);
        Sleep = SleepPolicy.Decide(observed);
        Demand = Sleep.Asleep ? new(0, Asleep: true) : ReplicaTarget.Of(observed.Model.Spec);
        Revisions = RevisionViews.Of(observed, Resolution.Target);
        Target = Revisions.FirstOrDefault(view => view.Target is not null);
        Facts = RolloutFacts.Of(observed, Revisions, Demand);
        Turn = RolloutMachine.Turn(Facts, ActionRequest.NewOf(observed.Model));
        Route = RoutePolicy.Decide(observed, Facts, State);
        Gateway = GatewayDecision.Of(observed, Route, State.Stable);
        Scale = new(observed, Facts, State, Route);
        Retained = Scale.Retained();
        Acknowledgement = RouterAcknowledgement.Of(observed, Route);
        Traffic = TrafficHistory.Of(observed, Route, State, Acknowledgement, Retained);
        Rest = Resting();
        Progress = RolloutProgress.Of(this);
        Numbers = RevisionNumbers.Of(this);
        Monitoring = MonitoringPolicy.Decide(observed, Revisions.FirstOrDefault(view => view.Name == Traffic.Stable));
    }

    /// <summary>What was seen.</summary>
    public ModelObserved Observed { get; }

    /// <summary>What the spec came to.</summary>
    public TargetResolution Resolution { get; }

    /// <summary>Whether it has no replicas because nobody asks for it.</summary>
    public SleepDecision Sleep { get; }

    /// <summary>How many replicas there are meant to be.</summary>
    public ReplicaTarget Demand { get; }

    /// <summary>Their number.</summary>
    public int Replicas => Demand.Count;

    /// <summary>All revisions, the youngest first.</summary>
    public IReadOnlyList<RevisionView> Revisions { get; }

    /// <summary>The revision that the spec asks for.</summary>
    public RevisionView? Target { get; }

    /// <summary>What the rollout is decided from, with the judgement of the candidate.</summary>
    public RolloutFacts Facts { get; }

    /// <summary>The rollout's turn.</summary>
    public RolloutTurn Turn { get; }

    /// <summary>Where the rollout is after it.</summary>
    public RolloutState State => Turn.State;

    /// <summary>Where requests go.</summary>
    public RouteDecision Route { get; }

    /// <summary>What becomes of the Model's HTTPRoute.</summary>
    public GatewayDecision Gateway { get; }

    /// <summary>Who has how many replicas.</summary>
    public ScalePolicy Scale { get; }

    /// <summary>The revisions that stay.</summary>
    public IReadOnlyList<RevisionView> Retained { get; }

    /// <summary>How far the routers are.</summary>
    public RouterAcknowledgement Acknowledgement { get; }

    /// <summary>Who serves, and who did.</summary>
    public TrafficHistory Traffic { get; }

    /// <summary>Whether it rests at zero.</summary>
    public Rest Rest { get; }

    /// <summary>How far the replacement is.</summary>
    public RolloutProgress Progress { get; }

    /// <summary>The retained revisions' numbers, by name.</summary>
    public IReadOnlyDictionary<string, long> Numbers { get; }

    /// <summary>What came of watching the requests.</summary>
    public MonitoringOutcome Monitoring { get; }

    /// <summary>What people asked for so far; null where nobody ever did.</summary>
    public IReadOnlyList<ActionRecord>? Actions =>
        ActionRequest.Records(Observed.Model, Turn.Actions) is { Count: > 0 } records ? records : null;

    /// <summary>The revision that requests go to by what the routers are told, if it exists.</summary>
    public RevisionView? Serving => Revisions.FirstOrDefault(view => view.Name == (Route.Chosen ?? Route.InForce));

    /// <summary>Why the spec does not come about: a fault of the spec, or of the wanted revision's file.</summary>
    public Problem? Problem => Resolution.Problem ?? Conflict ?? Refusal ?? Locked
        ?? ((!Demand.Idle || Verifying) && Hindrance is { Reason: not ModelReasons.MinimumReplicasUnavailable } fault ? fault : null);

    /// <summary>
    /// Nobody asks for the Model, and the wanted revision's file was never seen: one pod of it comes up to see whether it can be served.
    /// </summary>
    public bool Verifying => Demand.Asleep && Target is { Verified: false };

    /// <summary>What the wanted revision's pods are stuck on, also where waiting may help.</summary>
    public Problem? Hindrance => Target?.Problem;

    /// <summary>The Model's name is taken by an object that is not its own.</summary>
    public Problem? Conflict => Observed.Foreign.Count == 0
        ? null
        : new(ModelReasons.ResourceRefused,
            $"{Observed.Foreign[0]} exists and does not belong to this Model; delete it, or give the Model another name", true);

    /// <summary>The API server does not take an object that the Model needs.</summary>
    public Problem? Refusal =>
        Observed.Refusal is { } refusal ? new(ModelReasons.ResourceRefused, Pods.TerminationMessage.Tidy(refusal), true) : null;

    /// <summary>A router refuses the Model's clients, because a Secret that its spec names is missing or cannot be used.</summary>
    public Problem? Locked => RouteAccess.Of(Observed.Model.Spec) is not null && Observed.Activity?.Problem is { } words
        ? new(ModelReasons.SecretUnavailable, $"{words}; make the Secret, or change spec.traffic", true)
        : null;

    /// <summary>What the spec asks of clients is not in the route yet: routers that have the Secrets mounted are on their way.</summary>
    public bool Unlocked => Route.Wanted is { } route && route.Access != RouteAccess.Of(Observed.Model.Spec);

    /// <summary>The wanted revision was taken back, and what it was to replace serves.</summary>
    public bool Aborted => Target is { } target && State.Aborted == target.Name && !Demand.Idle;

    /// <summary>
    /// The wanted revision has all traffic, all routers say so, all its replicas are there, and the spec's provider leads to it.
    /// </summary>
    public bool Complete => !Demand.Idle && Target is { } target && Route.Wanted?.Sole == target.Name && Acknowledgement.Complete
        && target.Settled >= Replicas && State.Candidate is null && !Aborted && Route.Waits is null && !Unlocked;

    /// <summary>It has come to rest when no router leads anywhere and no pods are asked for.</summary>
    private Rest Resting()
    {
        if (!Demand.Idle) return Rest.None;
        if (!Acknowledgement.Complete || Revisions.Any(view => view.Wanted > 0) || Resolution.Waiting is not null || Verifying)
            return Rest.Settling;
        return Target is { Verified: true } ? Rest.Settled : Rest.Unverified;
    }
}
