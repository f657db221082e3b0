using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Modelwright's: Harmful by the evidence of all stretches, which are assessed again as they grow.</summary>
public sealed class EvidenceRule(RateComparisonOptions options) : IRollbackRule
{
    private readonly Stretches _stretches = new();

    /// <inheritdoc/>
    public bool RollsBack(int step, RateInterval minute)
    {
        _stretches.Add(step, minute);
        return RateComparison.Decide(_stretches.All, options) == Outcome.Harmful;
    }
}
