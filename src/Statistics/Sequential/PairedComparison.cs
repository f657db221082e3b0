using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Two models on the same rows: shadow traffic, or a holdout. Only rows on which just one of them is wrong say anything; were both equal,
/// each such row would be a fair coin. Evidence is the Beta(½, ½) mixture of other coins: B(b+½, c+½)/B(½, ½)·2^(b+c).
/// </summary>
public static class PairedComparison
{
    /// <summary>Judges all rows so far.</summary>
    /// <param name="onlyFirstWrong">b: rows on which only the first model is wrong, for example the challenger.</param>
    /// <param name="onlySecondWrong">c: rows on which only the second is wrong, for example the champion.</param>
    /// <param name="alpha">Chance of a verdict in either direction although both are equal, over all looks together.</param>
    public static PairedAssessment Assess(long onlyFirstWrong, long onlySecondWrong, double alpha = 0.05)
    {
        Levels.Check(alpha, metrics: 1);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstWrong);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondWrong);
        var (b, c) = ((double)onlyFirstWrong, (double)onlySecondWrong);
        var n = b + c;
        if (n == 0)
            return new(Outcome.Inconclusive, 0, 0, 1, 1, 1);
        var evidence = RateMixture.LogOther(n, b, 0.5);
        var outcome = evidence < -Math.Log(alpha) ? Outcome.Inconclusive : b > c ? Outcome.Harmful : Outcome.NonInferior;
        return new(outcome, evidence, RateMixture.Lower(n, b, alpha), 1 - RateMixture.Lower(n, c, alpha),
            AtLeast(b, n), Math.Min(1, 2 * AtLeast(Math.Max(b, c), n)));
    }

    // P(X ≥ k) of n fair coins.
    private static double AtLeast(double k, double n) => k == 0 ? 1 : Beta.LowerRegularized(0.5, k, n - k + 1);
}
