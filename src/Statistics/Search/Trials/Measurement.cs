namespace Modelwright.Statistics.Search.Trials;

/// <summary>A value of the objective while a trial runs.</summary>
/// <param name="Step">The resource spent so far: epochs, rounds, rows.</param>
/// <param name="Value">May be NaN.</param>
public sealed record Measurement(long Step, double Value);
