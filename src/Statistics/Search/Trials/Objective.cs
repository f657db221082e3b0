namespace Modelwright.Statistics.Search.Trials;

/// <summary>Takes the objective's value from a series.</summary>
public static class Objective
{
    /// <summary>The reduced value and its step; null for an empty series. The first of equally good values wins.</summary>
    public static Measurement? Of(IReadOnlyList<Measurement> series, Reduction reduction, Direction direction)
    {
        if (series.Count == 0)
            return null;
        if (reduction == Reduction.Last)
            return series.MaxBy(measurement => measurement.Step);
        Measurement? best = null;
        foreach (var measurement in series.Where(measurement => double.IsFinite(measurement.Value)))
        {
            if (best is null || TrialRanking.IsBetter(direction, measurement.Value, best.Value))
                best = measurement;
        }
        return best ?? series[^1];
    }
}
