using System.Globalization;
using Modelwright.Statistics.Comparisons;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Counting;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>A column is distributed as in an earlier version.</summary>
internal sealed class DistributionCheck(TaskCheck check, int column, ColumnProfile before, long rowsBefore)
    : RowCheck(check.Name, check.Severity)
{
    private readonly ColumnCounter _counter = ColumnCounter.Create(before);
    private readonly PsiTolerance _tolerance = check.Tolerance is null ? new PsiTolerance()
        : new PsiTolerance(double.Parse(check.Tolerance, CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place) => _counter.Add(row[column]);

    /// <inheritdoc />
    public override string? Finish()
    {
        var counts = _counter.Read();
        var found = ProfileComparer.Compare(before, counts, rowsBefore, _tolerance);
        if (found.Verdict == DriftVerdict.Drifted)
            return string.Create(CultureInfo.InvariantCulture,
                $"'{check.Column}' changed: PSI {found.Psi:0.###}, at most {found.Threshold:0.###} for so many rows; {found.Explanation}");

        // The comparison leaves out what the version before cannot count. A share s of such values is by itself a PSI above s.
        var foreign = counts.Rows == 0 ? 0 : found.Unseen + (double)(counts.Numeric?.Invalid ?? 0) / counts.Rows;
        return foreign <= _tolerance.Psi || counts.Rows < _tolerance.MinSamples ? null : string.Create(CultureInfo.InvariantCulture,
            $"'{check.Column}' changed: {100 * foreign:0.#}% of the values are of a kind that the version before did not have");
    }
}
