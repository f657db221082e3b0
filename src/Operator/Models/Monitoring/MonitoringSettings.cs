using System.Globalization;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What holds for monitoring, with everything that the spec leaves out.</summary>
internal sealed record MonitoringSettings
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    /// <summary>False alarms a year, of each of the three.</summary>
    public required double FalseAlarmsPerYear { get; init; }

    /// <summary>Null where drift is not watched.</summary>
    public DriftSettings? Drift { get; init; }

    /// <summary>Null where data quality is not watched.</summary>
    public QualitySettings? Quality { get; init; }

    /// <summary>Null where performance is not watched.</summary>
    public PerformanceSettings? Performance { get; init; }

    /// <summary>How often servers are read.</summary>
    public TimeSpan Interval { get; private init; }

    /// <summary>How often what was counted in open windows is written down; an operator that starts anew loses no more than that.</summary>
    public TimeSpan SubWindow { get; private init; }

    /// <summary>After so long without an answer of any server nothing is known any more.</summary>
    public TimeSpan Patience => TimeSpan.FromTicks(Math.Max(TimeSpan.FromMinutes(1).Ticks, 3 * Interval.Ticks));

    /// <summary>Reads a spec.</summary>
    public static MonitoringSettings Of(ModelMonitoring spec)
    {
        var (drift, quality, performance) = (Of(spec.Drift), Of(spec.DataQuality), Of(spec.Performance));
        List<long> interval = [LongestInterval.Ticks];
        if (drift is not null) interval.Add(drift.Window.Length.Ticks / 24);
        if (quality is not null) interval.Add(quality.Window.Length.Ticks / 5);
        if (performance is not null) interval.Add(performance.Window.Length.Ticks / 5);
        var least = Math.Max(ShortestInterval.Ticks, interval.Min());
        return new()
        {
            FalseAlarmsPerYear = Number(spec.FalseAlarmsPerYear ?? MonitoringDefaults.FalseAlarmsPerYear),
            Drift = drift,
            Quality = quality,
            Performance = performance,
            Interval = TimeSpan.FromTicks(least),
            SubWindow = TimeSpan.FromTicks(
                Math.Max(least, (drift?.Window ?? quality?.Window ?? performance?.Window)?.Length.Ticks / 24 ?? 0)),
        };
    }

    private static DriftSettings? Of(DriftMonitoring? spec) => spec is null ? null : new(
        WindowLength.Of(Span(spec.Window, MonitoringDefaults.DriftWindow), spec.MinSamples ?? MonitoringDefaults.DriftMinSamples,
            spec.Season is { } season && season.TryGetTimeSpan(out var span) ? span : null),
        Number(spec.Tolerance ?? MonitoringDefaults.DriftTolerance), new(spec.Features));

    private static QualitySettings? Of(DataQualityMonitoring? spec) => spec is null ? null : new(
        new(Span(spec.Window, MonitoringDefaults.QualityWindow), spec.MinSamples ?? MonitoringDefaults.QualityMinSamples),
        Number(spec.Tolerance ?? MonitoringDefaults.QualityTolerance),
        spec.OutOfRange ?? true, new(spec.Features));

    private static PerformanceSettings? Of(PerformanceMonitoring? spec) => spec is null ? null : new(
        new(Span(spec.Window, MonitoringDefaults.PerformanceWindow), spec.MinLabels ?? MonitoringDefaults.MinLabels),
        Span(spec.LabelDelay, MonitoringDefaults.LabelDelay), Number(spec.MinCoverage ?? MonitoringDefaults.MinCoverage),
        spec.Limit is { } limit ? Number(limit) : null, spec.Tolerance is { } tolerance ? Number(tolerance) : null);

    private static TimeSpan Span(Duration? given, string fallback) =>
        given is { } duration && duration.TryGetTimeSpan(out var span) ? span : new Duration(fallback).ToTimeSpan();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
