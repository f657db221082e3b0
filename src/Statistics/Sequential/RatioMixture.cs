namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Evidence against a hypothesis about r, the ratio of two failure rates: an equal mixture of likelihood ratios of alternatives. Given a
/// failure, it is the canary's with chance q(r) = n_c·r / (n_c·r + n_s). Under the hypothesis each term's mean is 1 after any number of
/// failures, so the mixture ever reaches 1/α with a chance of at most α (Ville's inequality); the likelihood ratio is monotone in r, so
/// that holds for every r on the hypothesis' side of r₀.
/// </summary>
internal sealed class RatioMixture
{
    private const int MaxAlternatives = 32;

    private readonly double[] _multiples;
    private readonly double[] _logs;

    private RatioMixture(double[] multiples)
    {
        _multiples = multiples;
        _logs = [.. multiples.Select(multiple => Math.Log(multiple))];
    }

    /// <summary>Alternatives above r₀: evidence that r is larger. It falls as r₀ grows.</summary>
    public static RatioMixture Larger { get; } = new(LogSpace.Spaced(1.15, 16, 24));

    /// <summary>Alternatives below r₀: evidence that r is smaller. It rises with r₀.</summary>
    public static RatioMixture Smaller { get; } = new(LogSpace.Spaced(0.1, 0.95, 12));

    /// <summary>ln of the evidence against r₀.</summary>
    public double LogEvidence(ReadOnlySpan<Evidence> stretches, double r0)
    {
        Span<double> terms = stackalloc double[MaxAlternatives];
        terms = terms[.._multiples.Length];
        terms.Clear();
        foreach (var stretch in stretches)
        {
            if (!stretch.IsComparable)
                continue;
            var failures = stretch.CanaryFailures + stretch.StableFailures;
            if (failures == 0)
                continue;
            var share = stretch.CanaryRequests * r0 / (stretch.CanaryRequests * r0 + stretch.StableRequests);
            // x_c·ln(q(r_k)/q(r₀)) + x_s·ln((1 − q(r_k))/(1 − q(r₀))), whose two quotients have the same denominators.
            for (var k = 0; k < terms.Length; k++)
                terms[k] += stretch.CanaryFailures * _logs[k] - failures * LogSpace.Log1P(share * (_multiples[k] - 1));
        }
        return LogSpace.LogMeanExp(terms);
    }

    /// <summary>The r₀ at which the evidence is just the threshold: 0 or ∞ where it is on one side of it everywhere.</summary>
    public double Bound(ReadOnlySpan<Evidence> stretches, double logThreshold)
    {
        var falls = _multiples[0] > 1;
        const double far = 40;
        var (low, high) = (-far, far);
        if (Beyond(stretches, logThreshold, high) == Beyond(stretches, logThreshold, low))
            return falls ? 0 : double.PositiveInfinity;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = Beyond(stretches, logThreshold, middle) == falls ? (middle, high) : (low, middle);
        }
        return Math.Exp((low + high) / 2);
    }

    private bool Beyond(ReadOnlySpan<Evidence> stretches, double logThreshold, double logR0) =>
        LogEvidence(stretches, Math.Exp(logR0)) >= logThreshold;
}
