using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Counting;

namespace Modelwright.Statistics.Comparisons;

/// <summary>Compares counted columns with their reference.</summary>
public static class ProfileComparer
{
    /// <summary>Every column that was counted, in the order of the counts.</summary>
    public static IReadOnlyList<ColumnComparison> Compare(ReferenceProfile reference, IEnumerable<ColumnCounts> current,
        PsiTolerance tolerance) =>
        [.. current.Select(counts => Compare(
            reference.Find(counts.Name) ?? throw new ArgumentException($"the reference has no column '{counts.Name}'", nameof(current)),
            counts, reference.Rows, tolerance))];

    /// <summary>One column.</summary>
    public static ColumnComparison Compare(ColumnProfile reference, ColumnCounts current, long referenceTotal, PsiTolerance tolerance)
    {
        var bins = BinPair.Of(reference, current);
        var (m, n) = (bins.Reference.Sum(), bins.Current.Sum());
        var comparison = new ColumnComparison(reference.Name, DriftVerdict.InsufficientData, m, n)
        {
            MissingIncrease = Share(current.Missing, current.Rows) - Share(reference.Missing, referenceTotal),
            Unseen = Share(current.Categorical?.Unseen ?? 0, current.Rows),
            OutOfRange = Share((current.Numeric?.Below ?? 0) + (current.Numeric?.Above ?? 0), current.Rows),
        };
        if (m == 0 || n == 0)
            return comparison;
        var (joinedReference, joinedCurrent) = SparseBins.Join(bins.Reference, bins.Current, minExpected: 1);
        var psi = Divergence.Psi(joinedReference, joinedCurrent);
        var threshold = PsiThreshold.Of(m, n, joinedReference.Length, tolerance.Psi, tolerance.Alpha);
        return comparison with
        {
            Verdict = Math.Min(m, n) < tolerance.MinSamples ? DriftVerdict.InsufficientData
                : psi > threshold ? DriftVerdict.Drifted : DriftVerdict.Within,
            Psi = psi,
            Threshold = threshold,
            JensenShannonDistance = Divergence.JensenShannonDistance(bins.Reference, bins.Current),
            TotalVariation = Divergence.TotalVariation(bins.Reference, bins.Current),
            Explanation = bins.Explain(m, n),
        };
    }

    private static double Share(long part, long total) => total == 0 ? 0 : (double)part / total;
}
