using Modelwright.Operator.Models.Rollouts;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Who gets which share of the requests.</summary>
/// <param name="Shares">Revisions and percentages that sum to 100, or none; the one that the others are measured by first.</param>
/// <param name="Mirror">Who gets copies.</param>
/// <param name="Sticky">How users are kept with one revision.</param>
internal sealed record RouteSplit(
    IReadOnlyList<(RevisionView View, int Weight)> Shares, RouteMirror? Mirror = null, RouteSticky? Sticky = null)
{
    /// <summary>Relative or absolute difference up to which two numbers of a prediction count as the same.</summary>
    private const double MirrorTolerance = 0.001;

    /// <summary>Splits.</summary>
    public static RouteSplit Of(RolloutFacts facts, RolloutState state)
    {
        if (facts.Demand.Idle) return new([]);
        var candidate = facts.Find(state.Candidate);
        var weight = SplitPolicy.Weight(facts, state);
        if (weight == 100) return new([(candidate!, 100)]);
        if (ReturnPolicy.Leaving(facts, state) is { } leaving
            && ReturnPolicy.Share(facts, facts.Find(state.Stable)!) is > 0 and < 100 and var share)
            return new([(facts.Find(state.Stable)!, share), (leaving, 100 - share)]);
        if (ServingPolicy.Choose(facts, state) is not { } main) return new([]);
        if (candidate is null || main.Name == candidate.Name) return new([(main, 100)]);
        var mirror = SplitPolicy.Mirror(facts, state);
        if (weight == 0 && mirror == 0) return new([(main, 100)]);
        return new(
            [(main, 100 - weight), (candidate, weight)],
            mirror == 0 ? null : new RouteMirror(candidate.Name, mirror, MirrorTolerance),
            facts.Rules.Sticky is { } sticky && weight > 0
                ? new RouteSticky(candidate.Name, candidate.Name, sticky.Header, sticky.Cookie)
                : null);
    }
}
