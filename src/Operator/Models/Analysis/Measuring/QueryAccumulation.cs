using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What queries say. No data is neither a figure beyond the limit nor one within.</summary>
internal static class QueryAccumulation
{
    public static MetricEvidence Add(MetricEvidence before, MetricPlan plan, Readings readings)
    {
        if (!readings.Queries.TryGetValue(plan.Name, out var value))
            return before.Failed(readings.QueryProblems.GetValueOrDefault(plan.Name) ?? "the query was not answered");
        return value is { } figure ? before.Succeeded().WithFigure(plan, figure) : before.Succeeded() with { Figure = null };
    }
}
