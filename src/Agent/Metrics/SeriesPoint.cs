namespace Modelwright.Agent.Metrics;

/// <summary>A value of the objective's metric at a step.</summary>
public readonly record struct SeriesPoint(long Step, double Value);
