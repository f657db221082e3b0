namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What the version was worth when it was evaluated.</summary>
/// <param name="ErrorRate">The share of wrong predictions.</param>
/// <param name="AbsoluteError">The mean absolute error.</param>
/// <param name="Rows">The rows of the evaluation; 0 where nobody says.</param>
public sealed record EvaluationFigures(double? ErrorRate, double? AbsoluteError, long Rows);
