using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// Figures that are compared with a threshold: each is of at least <c>minRequests</c> requests of its own, so that a quiet minute is none.
/// </summary>
internal static class ThresholdWindow
{
    /// <summary>The evidence after more requests.</summary>
    public static MetricEvidence WithWindow(this MetricEvidence evidence, MetricPlan plan, long requests, long failures, int least)
    {
        if (!plan.Threshold) return evidence;
        var (all, counted) = (evidence.WindowRequests + requests, evidence.WindowFailures + failures);
        return all < least
            ? evidence with { WindowRequests = all, WindowFailures = counted }
            : evidence.WithFigure(plan, (double)counted / all) with { WindowRequests = 0, WindowFailures = 0 };
    }

    /// <summary>The evidence after one more figure.</summary>
    public static MetricEvidence WithFigure(this MetricEvidence evidence, MetricPlan plan, double figure) =>
        evidence with { Figure = figure, Failures = figure > plan.Max || figure < plan.Min ? evidence.Failures + 1 : 0 };
}
