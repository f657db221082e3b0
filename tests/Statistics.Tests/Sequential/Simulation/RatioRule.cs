using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Roll back where the canary's error rate over the last minutes is more than a multiple of the stable one's, at the first such
/// look; minutes without requests of either are no look.</summary>
public sealed class RatioRule(double multiple = 1.2, int window = 5) : IRollbackRule
{
    private readonly Queue<RateInterval> _minutes = [];

    /// <inheritdoc/>
    public bool RollsBack(int step, RateInterval minute)
    {
        _minutes.Enqueue(minute);
        if (_minutes.Count > window)
            _minutes.Dequeue();
        var sum = _minutes.Aggregate(Stretches.Sum);
        return _minutes.Count == window && sum is { CanaryRequests: > 0, StableRequests: > 0 }
            && sum.CanaryFailures * (double)sum.StableRequests > multiple * sum.StableFailures * sum.CanaryRequests;
    }
}
