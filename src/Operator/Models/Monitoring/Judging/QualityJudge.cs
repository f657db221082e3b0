using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Monitoring.Counting;
using Modelwright.Statistics.Comparisons;

namespace Modelwright.Operator.Models.Monitoring.Judging;

/// <summary>Whether a window has bad data. All its tests together are wrong as rarely as the spec says.</summary>
internal static class QualityJudge
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365.25);

    /// <summary>Judges a window that is over.</summary>
    public static DataQualityStatus Judge(MonitoringRecord record, OpenWindow window, IReadOnlyList<ColumnReference> references,
        QualitySettings settings, double falseAlarmsPerYear, DateTimeOffset now)
    {
        var before = record.Quality;
        List<DataQualityViolation> violations = [.. Violations(window, references, settings, falseAlarmsPerYear)
            .Select(found => found with
            {
                Since = before?.Violations?.FirstOrDefault(other => other.Feature == found.Feature && other.Kind == found.Kind)?.Since
                    ?? Times.Whole(now),
            })];
        var state = violations.Count > 0 ? DataQualityState.Violated : DataQualityState.Ok;
        return new()
        {
            State = state,
            Since = before?.State == state ? before.Since : Times.Whole(now),
            Message = Words.Cut(Message(violations, references, settings), MonitoringLimits.MaxMessage),
            Revision = record.Revision,
            Window = new() { Start = Times.Whole(window.Start), End = Times.Whole(now), Rows = window.Rows },
            Violations = violations.Count > 0 ? [.. violations.Take(MonitoringLimits.MaxShown)] : null,
        };
    }

    /// <summary>What is wrong with a window, the worst first.</summary>
    public static IReadOnlyList<DataQualityViolation> Violations(
        OpenWindow window, IReadOnlyList<ColumnReference> references, QualitySettings settings, double falseAlarmsPerYear)
    {
        List<(ColumnReference Reference, Tally Tally, ViolationKind Kind)> tests = [];
        foreach (var reference in references.Where(reference => settings.Watched.Has(reference.Name)))
            if (window.Counts.TryGetValue(reference.Name, out var tally) && tally.Rows > 0 && reference.Tally.Rows > 0)
                tests.AddRange(Kinds(reference, settings).Select(kind => (reference, tally, kind)));
        var alpha = Math.Min(0.01, falseAlarmsPerYear / (Year / settings.Window.Length) / Math.Max(1, tests.Count));
        return [.. tests.Select(test => (Test: test, Found: ExcessShare.Test(
                Count(test.Reference.Tally, test.Kind), test.Reference.Tally.Rows, Count(test.Tally, test.Kind), test.Tally.Rows,
                settings.Tolerance)))
            .Where(pair => pair.Found.Share > pair.Found.Limit && pair.Found.PValue < alpha)
            .OrderByDescending(pair => pair.Found.Share - pair.Found.Limit)
            .Select(pair => new DataQualityViolation
            {
                Feature = pair.Test.Reference.Name,
                Kind = pair.Test.Kind,
                Share = Words.Decimal(pair.Found.Share),
                Reference = Words.Decimal(pair.Found.Reference),
                Limit = Words.Decimal(pair.Found.Limit),
            })];
    }

    private static ViolationKind[] Kinds(ColumnReference reference, QualitySettings settings) =>
        !reference.Ordered ? [ViolationKind.Missing, ViolationKind.Unseen]
        : settings.OutOfRange ? [ViolationKind.Missing, ViolationKind.NaN, ViolationKind.OutOfRange]
        : [ViolationKind.Missing, ViolationKind.NaN];

    private static long Count(Tally tally, ViolationKind kind) => Math.Min(tally.Rows, kind switch
    {
        ViolationKind.Missing => tally.Missing,
        ViolationKind.Unseen => tally.Unseen,
        ViolationKind.OutOfRange => tally.OutOfRange,
        _ => tally.NaN,
    });

    private static string Message(
        List<DataQualityViolation> violations, IReadOnlyList<ColumnReference> references, QualitySettings settings)
    {
        if (violations.Count == 0)
            return settings.Watched.Unknown(references.Select(reference => reference.Name)) is { } unknown
                ? $"no bad data; spec.monitoring.dataQuality.features.include: the profile has no '{unknown}'"
                : "no bad data";
        var worst = violations[0];
        var what = worst.Kind switch
        {
            ViolationKind.Missing => "missing",
            ViolationKind.Unseen => "categories that the profile does not have",
            ViolationKind.OutOfRange => "beyond the profile's extremes",
            _ => "not a number",
        };
        var others = violations.Count > 1 ? $"; {violations.Count - 1} more" : "";
        return $"{worst.Feature}: {Percent(worst.Share)} {what}, {Percent(worst.Reference)} in the profile, "
            + $"tolerable up to {Percent(worst.Limit)}{others}";
    }

    private static string Percent(string? share) =>
        Words.Percent(double.Parse(share ?? "0", System.Globalization.CultureInfo.InvariantCulture));
}
