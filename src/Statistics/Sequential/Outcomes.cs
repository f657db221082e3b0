namespace Modelwright.Statistics.Sequential;

/// <summary>One outcome of several metrics.</summary>
public static class Outcomes
{
    /// <summary>
    /// Harmful if any metric is, NonInferior only if all are. For k metrics that keep the chance of a false Harmful to α together, each is
    /// judged for harm at α/k (give the number of metrics to each assessment); NonInferior of all needs no such correction, because it is
    /// false only if it is false for a metric that is not (Berger 1982, intersection-union test).
    /// </summary>
    /// <returns>Inconclusive without any metric.</returns>
    public static Outcome Combine(IEnumerable<Outcome> metrics)
    {
        var (any, all) = (false, true);
        foreach (var outcome in metrics)
        {
            if (outcome == Outcome.Harmful)
                return Outcome.Harmful;
            any = true;
            all &= outcome == Outcome.NonInferior;
        }
        return any && all ? Outcome.NonInferior : Outcome.Inconclusive;
    }
}
