using System.Globalization;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Stopping;

/// <summary>
/// Successive halving for trials that run through: at rung k (step min·eta^k) a trial ends unless its value is among the best ⌊n/eta⌋, at
/// least one, of the n
/// trials that have a value there.
/// </summary>
/// <param name="Axis">The rungs.</param>
public sealed record AshaStopping(ResourceAxis Axis)
{
    /// <summary>Decides for a running trial at the highest rung it has reached.</summary>
    /// <param name="direction">What is better.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="running">Its series.</param>
    /// <param name="history">All trials; this one's own entry is passed over.</param>
    public StopDecision Decide(Direction direction, int number, IReadOnlyList<Measurement> running, IEnumerable<Trial> history)
    {
        var reached = running.Count == 0 ? 0 : running.Max(measurement => measurement.Step);
        if (reached < Axis.Min)
            return new(false, $"rung 0 is at step {Axis.Min}");
        var rung = 0L;
        var step = Axis.Min;
        for (; step <= reached / Axis.Eta && step * Axis.Eta <= Axis.Max; rung++)
            step *= Axis.Eta;
        if (ValueAt(running, step) is not { } own)
            return new(false, $"no value at or before step {step}");
        if (double.IsNaN(own))
            return new(true, $"the value at step {step} is NaN");
        var others = history.Where(trial => trial.Number != number && trial.Series.Any(measurement => measurement.Step >= step))
            .Select(trial => ValueAt(trial.Series, step)).OfType<double>().ToList();
        var better = others.Count(value => TrialRanking.IsBetter(direction, value, own));
        var kept = Math.Max(1, (others.Count + 1) / Axis.Eta);
        return new(better >= kept, string.Create(CultureInfo.InvariantCulture,
            $"rung {rung} (step {step}): value {own:G6} is at place {better + 1} of {others.Count + 1}; the best {kept} go on"));
    }

    private static double? ValueAt(IReadOnlyList<Measurement> series, long step) =>
        series.Where(measurement => measurement.Step <= step).MaxBy(measurement => measurement.Step)?.Value;
}
