namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What holds for performance.</summary>
/// <param name="Window">Its blocks.</param>
/// <param name="LabelDelay">How long labels take.</param>
/// <param name="MinCoverage">The share of predictions that must have one.</param>
/// <param name="Limit">What is tolerable, where the spec says it.</param>
/// <param name="Tolerance">How much worse than at evaluation is, where the spec says it.</param>
internal sealed record PerformanceSettings(
    WindowLength Window, TimeSpan LabelDelay, double MinCoverage, double? Limit, double? Tolerance);
