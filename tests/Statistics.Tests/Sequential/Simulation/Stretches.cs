using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Counts as the operator keeps them: one stretch per weight, the last one growing.</summary>
public sealed class Stretches
{
    private readonly List<RateInterval> _all = [];

    /// <summary>All stretches so far.</summary>
    public IReadOnlyList<RateInterval> All => _all;

    /// <summary>Adds a minute to the stretch of its step.</summary>
    public void Add(int step, RateInterval minute)
    {
        if (step == _all.Count)
            _all.Add(minute);
        else
            _all[step] = Sum(_all[step], minute);
    }

    /// <summary>Two counts together.</summary>
    public static RateInterval Sum(RateInterval a, RateInterval b) => new(a.CanaryRequests + b.CanaryRequests,
        a.CanaryFailures + b.CanaryFailures, a.StableRequests + b.StableRequests, a.StableFailures + b.StableFailures);
}
