namespace Modelwright.Agent.Metrics;

/// <summary>One measurement.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Step">When it was taken; null for the one after the last.</param>
/// <param name="Value">The value; NaN and the infinities are values.</param>
public readonly record struct MetricPoint(string Name, long? Step, double Value);
