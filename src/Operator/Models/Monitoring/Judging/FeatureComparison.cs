using System.Globalization;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Monitoring.Counting;
using Modelwright.Statistics.Divergences;

namespace Modelwright.Operator.Models.Monitoring.Judging;

/// <summary>One feature of a window beside its reference.</summary>
/// <param name="Reference">The reference.</param>
internal sealed record FeatureComparison(ColumnReference Reference)
{
    // Windows share the reference's error. Where it has five times their rows, one false alarm does not bring the next.
    private const long ReferenceFactor = 5;
    private const double Alpha = 0.01;

    /// <summary>Why it was not judged; null where it was.</summary>
    public string? Reason { get; private init; }

    public bool Judged => Reason is null;

    public long Rows { get; private init; }

    public long ReferenceRows { get; private init; }

    /// <summary>The reference is so small that the window counts as fewer rows than it has.</summary>
    public bool Capped { get; private init; }

    public double Psi { get; private init; }

    public double Threshold { get; private init; }

    public double PValue { get; private init; } = 1;

    public double Detectable { get; private init; }

    public double JensenShannon { get; private init; }

    public double? KolmogorovSmirnov { get; private init; }

    public double ChiSquareP { get; private init; }

    /// <summary>The bin that contributes most.</summary>
    public string? Detail { get; private init; }

    public bool Exceeds => Judged && Psi > Threshold;

    /// <summary>Compares.</summary>
    public static FeatureComparison Of(ColumnReference reference, Tally? tally, DriftSettings settings, DataQualityViolation? bad)
    {
        var comparison = new FeatureComparison(reference) { Rows = tally?.Binned ?? 0, ReferenceRows = reference.Tally.Binned };
        if (bad is not null) return comparison with { Reason = $"it has bad data: {bad.Kind}, a share of {bad.Share}" };
        if (tally is null || tally.Bins.Length != reference.Tally.Bins.Length
            || comparison.Rows < Math.Max(1, settings.Window.MinRows / 10))
            return comparison with { Reason = $"the window has {Words.Count(comparison.Rows)} values of it" };
        long[] before = [.. reference.Tally.Bins], now = [.. tally.Bins];
        if (before.Count(count => count > 0) < 2) return comparison with { Reason = "the profile has only one value of it" };

        var (m, n) = (comparison.ReferenceRows, comparison.Rows);
        var effective = Math.Max(1, Math.Min(n, m / ReferenceFactor));
        var (joinedBefore, joinedNow) = SparseBins.Join(before, now, minExpected: 1);
        var (psi, bins) = (Divergence.Psi(joinedBefore, joinedNow), joinedBefore.Length);
        return comparison with
        {
            Capped = effective < n,
            Psi = psi,
            Threshold = PsiThreshold.Of(m, effective, bins, settings.Tolerance, Alpha),
            PValue = PsiThreshold.PValue(psi, m, effective, bins, settings.Tolerance),
            Detectable = PsiThreshold.Detectable(m, effective, bins, settings.Tolerance, Alpha),
            JensenShannon = Divergence.JensenShannonDistance(before, now),
            KolmogorovSmirnov = reference.Ordered ? Statistics.Divergences.KolmogorovSmirnov.FromBins(before, now).Statistic : null,
            ChiSquareP = Homogeneity(before, now),
            Detail = Explain(reference, before, now),
        };
    }

    /// <summary>As the status has it.</summary>
    public FeatureDrift Status(double? adjusted, FeatureDrift? before, DateTimeOffset time) => new()
    {
        Name = Reference.Name,
        Statistic = DriftStatistic.Psi,
        Value = Judged ? Words.Decimal(Psi) : null,
        Threshold = Judged ? Words.Decimal(Threshold) : null,
        Rows = Rows,
        Since = Exceeds ? before?.Since ?? Times.Whole(time) : null,
        SmallestDetectable = Judged ? Words.Decimal(Detectable) : null,
        AdjustedP = adjusted is { } p ? Words.Decimal(Math.Max(p, 1e-99)) : null,
        JensenShannon = Judged ? Words.Decimal(JensenShannon) : null,
        KolmogorovSmirnov = Words.Decimal(KolmogorovSmirnov),
        ChiSquareP = Judged ? Words.Decimal(Math.Max(ChiSquareP, 1e-99)) : null,
        Detail = Words.Cut(Reason is null ? Detail ?? "" : $"not judged: {Reason}", 256),
    };

    private static double Homogeneity(long[] before, long[] now)
    {
        var (left, right) = SparseBins.Join(before, now, minExpected: 5);
        return ChiSquare.Homogeneity(left, right).PValue;
    }

    private static string Explain(ColumnReference reference, long[] before, long[] now)
    {
        var parts = Divergence.PsiContributions(before, now);
        var top = Array.IndexOf(parts, parts.Max());
        var (was, does) = (100.0 * before[top] / before.Sum(), 100.0 * now[top] / now.Sum());
        return string.Create(CultureInfo.InvariantCulture,
            $"{Words.Cut(reference.Bin(top), 120)}: {was:0.0} % before, {does:0.0} % now");
    }
}
