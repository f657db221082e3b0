using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>From measurements to a verdict.</summary>
public static class AnalysisPolicy
{
    /// <summary>Judges; null where the spec asks for no analysis.</summary>
    public static AnalysisOutcome? Judge(ModelObserved observed, AnalysisSubject subject)
    {
        if (observed.Model.Spec.Rollout?.Analysis is not { } spec) return null;
        var settings = AnalysisSettings.Of(spec);
        List<MetricPlan> metrics = [.. settings.Metrics.Where(metric => !subject.Probation || metric.IsAbsolute)];
        var (task, next) = MeasurementPolicy.Decide(observed, subject, settings, metrics);
        var status = Status(observed, subject, settings, metrics);
        return new()
        {
            Verdict = status.Verdict,
            Message = status.Message ?? "",
            Status = status,
            Effects =
            [
                .. AnalysisEvents.Of(observed.Model, Before(observed, subject), status),
                .. task is null ? Array.Empty<Effect>() : [MeasurementTaker.Effect(task)],
            ],
            WakeTime = next,
        };
    }

    private static AnalysisStatus Status(
        ModelObserved observed, AnalysisSubject subject, AnalysisSettings settings, IReadOnlyList<MetricPlan> metrics)
    {
        var before = Before(observed, subject);
        var memory = observed.Analysis;
        var evidence = memory?.Evidence is { } known && known.IsOf(subject.Canary, subject.Stable, subject.StartTime)
            ? known
            : RecordedEvidence.Read(before) ?? AnalysisEvidence.None(subject.Canary, subject.Stable, subject.StartTime);
        var context = new JudgeContext
        {
            Settings = settings,
            Subject = subject,
            Sharing = Math.Max(1, metrics.Count(metric => !metric.Threshold)),
            Traffic = evidence.LastTime - memory?.SplitTime,
        };
        List<AnalysisMetricStatus> found = [.. metrics.Select(plan => MetricJudge.Judge(plan, evidence.Of(plan), context,
            before?.Metrics?.FirstOrDefault(metric => metric.Name == plan.Name && metric.Measures == plan.Measures)?.Verdict))];
        var split = SplitJudge.Judge(evidence.Requests);
        var (verdict, message) = OverallJudge.Judge(found, split, subject);
        return new()
        {
            Canary = subject.Canary,
            Stable = subject.Stable,
            Verdict = verdict,
            Message = Words.Cut(message, AnalysisLimits.MaxMessage),
            RolloutTime = evidence.RolloutTime,
            StartTime = evidence.StartTime,
            LastTime = evidence.LastTime,
            Weight = subject.Weight,
            Mirror = subject.Mirror,
            SplitSuspect = split.IsSuspect ? true : null,
            SplitEvidence = evidence.Requests.Count > 0 ? Words.Log10(split.LogEvidence) : null,
            Requests = evidence.Requests.Count > 0 ? [.. evidence.Requests.Select(stretch => stretch.ToString())] : null,
            Metrics = found,
        };
    }

    /// <summary>The verdict that stands, if it is about the same.</summary>
    private static AnalysisStatus? Before(ModelObserved observed, AnalysisSubject subject) =>
        observed.Model.Status?.Analysis is { } status && status.Canary == subject.Canary && status.Stable == subject.Stable
            && status.RolloutTime == Times.Whole(subject.StartTime) ? status : null;
}
