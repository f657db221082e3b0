using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Statistics.Sequential.Alarms;

namespace Modelwright.Operator.Models.Monitoring.Judging;

/// <summary>
/// Whether predictions are wrong more than is tolerable: a bet on every block's mean error against the limit. An absolute error is bounded
/// at five times its limit, so that it is a share; that can hide harm beyond it, and cannot make any.
/// </summary>
internal static class PerformanceJudge
{
    private const double Bound = 5;
    private const double AbsoluteTolerance = 0.2;
    private const double RateTolerance = 0.02;

    /// <summary>Judges a block that is over, and begins the next one.</summary>
    public static MonitoringRecord Judge(
        MonitoringRecord record, OpenBlock block, PerformanceSettings settings, double falseAlarmsPerYear, DateTimeOffset now)
    {
        var value = block.Error / block.Labels;
        var (reference, limit) = Limit(record.Evaluation, block.Numbers, settings);
        var coverage = LabelCoverage.Of(record.Issued, record.Labels, settings, now);
        var before = record.Performance;
        var status = new PerformanceStatus
        {
            Revision = record.Revision,
            Metric = block.Numbers ? PerformanceMetric.MeanAbsoluteError : PerformanceMetric.ErrorRate,
            Value = Words.Decimal(value),
            Reference = Words.Decimal(reference),
            Limit = Words.Decimal(limit),
            Labels = block.Labels,
            Coverage = Words.Decimal(coverage),
            Window = new() { Start = Times.Whole(block.Start), End = Times.Whole(now), Rows = block.Labels },
        };
        var next = record with { Block = new(now, 0, 0, block.Numbers) };
        if (Hindrance(block, settings, limit, coverage) is { } hindrance)
            return next with { Performance = Stated(status, PerformanceState.Unknown, before, now, hindrance) };

        var most = block.Numbers ? limit!.Value : Math.Min(limit!.Value, 0.99);
        var wealth = record.WealthLimit == most && before?.Metric == status.Metric ? record.Wealth : null;
        var detector = new RiskDetector(block.Numbers ? 1 / Bound : most, wealth);
        detector.Add(block.Numbers ? Math.Min(1, value / (Bound * most)) : value);
        var alarmAt = WindowDetector.AlarmAt(settings.Window.Length, falseAlarmsPerYear);
        var alarm = detector.Evidence >= alarmAt;

        // An alarm lasts until a block is within the limit again.
        var state = alarm || (before?.State == PerformanceState.Degraded && value > most) ? PerformanceState.Degraded : PerformanceState.Ok;
        var figure = block.Numbers ? $"a mean absolute error of {Words.Number(value)}" : $"{Words.Percent(value)} wrong";
        var tolerable = block.Numbers ? Words.Number(most) : Words.Percent(most);
        return next with
        {
            Wealth = alarm ? null : detector.Wealth,
            WealthLimit = alarm ? null : most,
            Performance = Stated(
                status with { Evidence = Words.Decimal(detector.Evidence), AlarmAt = Words.Decimal(alarmAt) }, state, before, now,
                $"{figure} of {Words.Count(block.Labels)} labels, tolerable up to {tolerable}"),
        };
    }

    private static string? Hindrance(OpenBlock block, PerformanceSettings settings, double? limit, double? coverage)
    {
        if (limit is null)
            return "nothing says what is tolerable; set spec.monitoring.performance.limit, or serve a version with the metric "
                + (block.Numbers ? "mae" : "accuracy");
        if (!block.Numbers && limit >= 1) return "spec.monitoring.performance.limit: a share of wrong predictions is below 1";
        return settings.MinCoverage > 0 && !(coverage >= settings.MinCoverage)
            ? $"{(coverage is { } share ? Words.Percent(share) : "none")} of the predictions have a label, less than minCoverage "
                + Words.Percent(settings.MinCoverage)
            : null;
    }

    private static (double? Reference, double? Limit) Limit(EvaluationFigures? evaluation, bool numbers, PerformanceSettings settings)
    {
        var reference = numbers ? evaluation?.AbsoluteError : evaluation?.ErrorRate;
        if (settings.Limit is not null || reference is not { } known) return (reference, settings.Limit);
        return (reference, numbers
            ? known * (1 + (settings.Tolerance ?? AbsoluteTolerance))
            : RiskDetector.LimitOf(known, evaluation!.Rows, settings.Tolerance ?? RateTolerance));
    }

    private static PerformanceStatus Stated(
        PerformanceStatus status, PerformanceState state, PerformanceStatus? before, DateTimeOffset now, string message) => status with
        {
            State = state,
            Since = before?.State == state ? before.Since : Times.Whole(now),
            Message = Words.Cut(message, MonitoringLimits.MaxMessage),
        };
}
