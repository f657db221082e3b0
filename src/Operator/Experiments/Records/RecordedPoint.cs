namespace Modelwright.Operator.Experiments.Records;

/// <summary>The objective at a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">Its value, as text.</param>
public sealed record RecordedPoint(long Step, string Value);
