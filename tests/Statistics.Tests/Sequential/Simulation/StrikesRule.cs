using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Roll back after so many minutes in which the canary's success rate was below a fixed threshold.</summary>
public sealed class StrikesRule(double successRate = 0.99, int strikes = 5) : IRollbackRule
{
    private int _failed;

    /// <inheritdoc/>
    public bool RollsBack(int step, RateInterval minute)
    {
        if (minute.CanaryRequests - minute.CanaryFailures < successRate * minute.CanaryRequests)
            _failed++;
        return _failed >= strikes;
    }
}
