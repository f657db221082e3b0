using System.Globalization;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Stopping;

/// <summary>
/// The median stopping rule (Golovin et al., KDD 2017): at step s a trial ends when its best value so far is worse than the median of the
/// completed trials'
/// averages up to s. The median, not the mean: one diverged trial must not move the rule.
/// </summary>
/// <param name="WarmupSteps">No trial is stopped before this step.</param>
/// <param name="MinRuns">Completed trials with a value up to s that the rule needs, at least 1.</param>
public sealed record MedianStopping(long WarmupSteps = 4, int MinRuns = 5)
{
    /// <summary>Decides for a running trial by its latest step.</summary>
    public StopDecision Decide(Direction direction, IReadOnlyList<Measurement> running, IEnumerable<Trial> history)
    {
        if (Objective.Of(running, Reduction.Best, direction) is not { } best || double.IsNaN(best.Value))
            return new(false, "no value yet");
        var step = running.Max(measurement => measurement.Step);
        if (step < WarmupSteps)
            return new(false, $"step {step} is within the first {WarmupSteps}");
        var averages = history.Where(trial => trial.State == TrialState.Succeeded)
            .Select(trial => AverageUpTo(trial.Series, step)).OfType<double>().ToArray();
        if (averages.Length < Math.Max(1, MinRuns))
            return new(false, $"{averages.Length} of {MinRuns} completed trials have values up to step {step}");
        var median = Median(averages);
        var worse = TrialRanking.IsBetter(direction, median, best.Value);
        return new(worse, string.Create(CultureInfo.InvariantCulture,
            $"best value {best.Value:G6} up to step {step} is {(worse ? "" : "no ")}worse than the median {median:G6} "
            + $"of {averages.Length} completed trials"));
    }

    /// <summary>The average of the finite values up to a step; null when there is none.</summary>
    internal static double? AverageUpTo(IReadOnlyList<Measurement> series, long step)
    {
        var values = series.Where(measurement => measurement.Step <= step && double.IsFinite(measurement.Value)).ToList();
        return values.Count == 0 ? null : values.Average(measurement => measurement.Value);
    }

    /// <summary>The middle value, or the mean of the middle two.</summary>
    internal static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
