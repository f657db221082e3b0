using Modelwright.Crds.Models;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Models;

/// <summary>The times and limits of a replacement, with the defaults where the spec is silent or not readable.</summary>
internal sealed record RolloutTimes(TimeSpan MinReady, TimeSpan ProgressDeadline, TimeSpan ScaleDownDelay, int HistoryLimit)
{
    public static RolloutTimes Of(ModelSpec spec) => new(
        Read(spec.Serving?.MinReady, ModelDefaults.MinReady),
        Read(spec.Rollout?.ProgressDeadline, ModelDefaults.ProgressDeadline),
        Read(spec.Rollout?.ScaleDownDelay, ModelDefaults.ScaleDownDelay),
        Math.Clamp(spec.Rollout?.RevisionHistoryLimit ?? ModelDefaults.RevisionHistoryLimit, 1, 20));

    internal static TimeSpan Read(Duration? duration, string fallback) =>
        duration is { } given && given.TryGetTimeSpan(out var span) ? span : new Duration(fallback).ToTimeSpan();
}
