using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>The textbook test of two proportions (pooled variance, one-sided 5 %) on all counts so far, made anew each minute.</summary>
public sealed class PeekingRule : IRollbackRule
{
    private const double OneSidedFivePercent = 1.6448536269514722;

    private RateInterval _sum;

    /// <inheritdoc/>
    public bool RollsBack(int step, RateInterval minute)
    {
        _sum = Stretches.Sum(_sum, minute);
        var (n, m) = ((double)_sum.CanaryRequests, (double)_sum.StableRequests);
        if (n == 0 || m == 0)
            return false;
        var pooled = (_sum.CanaryFailures + _sum.StableFailures) / (n + m);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        return _sum.CanaryFailures / n - _sum.StableFailures / m > OneSidedFivePercent * error;
    }
}
