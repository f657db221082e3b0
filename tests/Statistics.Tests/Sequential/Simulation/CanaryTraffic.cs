using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Requests that come and fail independently of each other, split by weights that rise step by step.</summary>
/// <param name="RequestsPerMinute">Of both revisions together.</param>
/// <param name="ErrorRate">Of the stable revision.</param>
/// <param name="Ratio">The canary's error rate over it.</param>
public sealed record CanaryTraffic(double RequestsPerMinute, double ErrorRate, double Ratio)
{
    /// <summary>The canary's weights in percent; the last one stays.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [5, 10, 25, 50];

    /// <summary>How long each weight but the last one lasts.</summary>
    public int MinutesPerStep { get; init; } = 10;

    /// <summary>Error rate of both revisions alike in <see cref="OutageMinutes"/>, as when a service that both call is down; 0: no
    /// outage.</summary>
    public double OutageRate { get; init; }

    /// <summary>The minutes of the outage, counted from 0.</summary>
    public Range OutageMinutes { get; init; } = 12..15;

    /// <summary>The step of a minute, counted from 0.</summary>
    public int StepOf(int minute) => Math.Min(minute / MinutesPerStep, Weights.Count - 1);

    /// <summary>What one minute brings: a Poisson stream, split by chance, is as many independent Poisson streams.</summary>
    public RateInterval Draw(int minute, RandomStream random)
    {
        var canary = RequestsPerMinute * Weights[StepOf(minute)] / 100;
        var isOut = OutageRate > 0 && minute >= OutageMinutes.Start.Value && minute < OutageMinutes.End.Value;
        var (canaryFailures, canarySuccesses) = Draw(canary, isOut ? OutageRate : ErrorRate * Ratio, random);
        var (stableFailures, stableSuccesses) = Draw(RequestsPerMinute - canary, isOut ? OutageRate : ErrorRate, random);
        return new(canaryFailures + canarySuccesses, canaryFailures, stableFailures + stableSuccesses, stableFailures);
    }

    private static (long Failures, long Successes) Draw(double requests, double rate, RandomStream random) =>
        (PoissonDraw.Of(requests * rate, random), PoissonDraw.Of(requests * (1 - rate), random));
}
