using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Analysis;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Which revision is to be judged: a candidate on its way through the steps, or one on probation.</summary>
internal static class SubjectPolicy
{
    public static AnalysisSubject? Of(RolloutFacts facts)
    {
        var state = facts.Recorded;
        if (facts.Demand.Idle || facts.Written is not { } written) return null;
        if (state is { Candidate: { } candidate, Stable: { } stable, Rollback: false } && facts.Rules.Steps.Count > 0)
            return new()
            {
                Canary = candidate,
                Stable = stable,
                Weight = written.Weight(candidate),
                Mirror = written.Mirror?.Revision == candidate ? written.Mirror.Percent : 0,
                // What it does with everything, for a stable revision that is down, says nothing of its share.
                Route = facts.Agreed && state.StableDownTime is null && written.Weight(stable) > 0 ? written.Revision : null,
                StartTime = state.StartTime ?? facts.Now,
                ReadyTime = state.ReadyTime,
                Sticky = facts.Rules.Sticky is not null || facts.Rules.Provider != TrafficProvider.Router,
            };
        if (state is not { Candidate: null, Probation: { } probation } || probation.Revision != state.Stable) return null;
        return new()
        {
            Canary = probation.Revision,
            Stable = probation.Previous,
            Weight = written.Weight(probation.Revision),
            Mirror = 0,
            Route = facts.Agreed ? written.Revision : null,
            StartTime = probation.StartTime,
            ReadyTime = probation.StartTime,
            Probation = true,
        };
    }
}
