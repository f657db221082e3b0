namespace Modelwright.Statistics.Search.Trials;

/// <summary>What a metric must hold to for a trial to be feasible.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Limit">With what.</param>
public sealed record Constraint(string Metric, Comparison Comparison, double Limit)
{
    /// <summary>Whether a value holds to it; NaN and a missing value do not.</summary>
    public bool IsMet(double? value) => value is { } number && Comparison switch
    {
        Comparison.LessOrEqual => number <= Limit,
        Comparison.GreaterOrEqual => number >= Limit,
        Comparison.Less => number < Limit,
        Comparison.Greater => number > Limit,
        _ => throw new InvalidOperationException($"unknown comparison {Comparison}"),
    };
}
