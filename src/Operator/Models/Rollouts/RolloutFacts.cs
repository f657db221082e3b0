using Modelwright.Operator.Models.Analysis;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>What a rollout's next turn is decided from.</summary>
internal sealed record RolloutFacts
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The rules.</summary>
    public required RolloutRules Rules { get; init; }

    /// <summary>The state as the status has it.</summary>
    public required RolloutState Recorded { get; init; }

    /// <summary>All revisions.</summary>
    public required IReadOnlyList<RevisionView> Revisions { get; init; }

    /// <summary>How many replicas there are meant to be.</summary>
    public required ReplicaTarget Demand { get; init; }

    /// <summary>The route as it was decided before.</summary>
    public required RouteDecision Route { get; init; }

    /// <summary>Every router that takes requests follows the written route.</summary>
    public required bool Agreed { get; init; }

    /// <summary>The judgement of the candidate, or of the revision on probation; null where none is asked for.</summary>
    public AnalysisOutcome? Analysis { get; init; }

    /// <summary>A new Promotion asks for the target, also where that was taken back before.</summary>
    public bool Asked { get; init; }

    /// <summary>Gathers them.</summary>
    public static RolloutFacts Of(ModelObserved observed, IReadOnlyList<RevisionView> revisions, ReplicaTarget demand)
    {
        var route = RoutePolicy.Read(observed);
        var facts = new RolloutFacts
        {
            Now = observed.Now,
            Rules = RolloutRules.Of(observed.Model.Spec) with { Provider = route.Provider },
            Recorded = RolloutState.Of(observed.Model.Status),
            Revisions = revisions,
            Demand = demand,
            Asked = ChannelPolicy.IsNews(observed.Channel, observed.Model.Status?.Channel, observed.Promotions),
            Route = route,
            Agreed = route.Written is not null && RouterAcknowledgement.Of(observed, route).Complete,
        };
        return SubjectPolicy.Of(facts) is { } subject ? facts with { Analysis = AnalysisPolicy.Judge(observed, subject) } : facts;
    }

    /// <summary>The revision that the spec asks for; null while the spec does not come to one.</summary>
    public RevisionView? Target => Revisions.FirstOrDefault(view => view.Target is not null);

    /// <summary>The written route.</summary>
    public RouteTable? Written => Route.Written;

    /// <summary>A revision that exists.</summary>
    public RevisionView? Find(string? name) => name is null ? null : Revisions.FirstOrDefault(view => view.Name == name);
}
