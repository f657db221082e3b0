namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>The last reading of a router, and when it was.</summary>
/// <param name="Counters">What it answered.</param>
/// <param name="Time">When.</param>
public sealed record RouterBaseline(RouterCounters Counters, DateTimeOffset Time);
