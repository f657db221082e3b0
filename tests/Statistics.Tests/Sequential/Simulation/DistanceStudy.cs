using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Which verdict on the distance of two distributions came first, looking after every fifty rows of the canary.</summary>
/// <param name="Harmful">Share of the comparisons.</param>
/// <param name="NonInferior">Share of the comparisons.</param>
/// <param name="MedianRows">The median of the canary's rows at the verdicts; null where there were none.</param>
public sealed record DistanceStudy(double Harmful, double NonInferior, int? MedianRows)
{
    private const int Look = 50;

    /// <summary>Compares ten equally frequent categories with some that are at a true distance of them.</summary>
    /// <param name="distance">Total variation distance, up to 0.5: half of the categories gain what the others lose.</param>
    /// <param name="limit">The distance that is allowed.</param>
    /// <param name="stableRows">Rows of the stable revision for each of the canary.</param>
    /// <param name="mostRows">Where a comparison ends without a verdict.</param>
    /// <param name="comparisons">How many comparisons; comparison i draws from stream i of the seed.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static DistanceStudy Of(double distance, double limit, int stableRows, int mostRows, int comparisons, ulong seed)
    {
        var (counts, ends) = (new int[3], new List<int>());
        for (var comparison = 0; comparison < comparisons; comparison++)
        {
            var (random, outcome) = (RandomStream.Of(seed, (ulong)comparison), Outcome.Inconclusive);
            var (canary, stable) = (new long[10], new long[10]);
            for (var rows = Look; rows <= mostRows && outcome == Outcome.Inconclusive; rows += Look)
            {
                for (var i = 0; i < canary.Length; i++)
                {
                    canary[i] += PoissonDraw.Of(Look * (0.1 + (i < 5 ? distance : -distance) / 5), random);
                    stable[i] += PoissonDraw.Of(Look * stableRows * 0.1, random);
                }
                outcome = DistributionDistance.Assess(canary, stable, limit).Outcome;
                if (outcome != Outcome.Inconclusive)
                    ends.Add(rows);
            }
            counts[(int)outcome]++;
        }
        return new((double)counts[(int)Outcome.Harmful] / comparisons, (double)counts[(int)Outcome.NonInferior] / comparisons,
            RollbackStudy.Median(ends));
    }
}
