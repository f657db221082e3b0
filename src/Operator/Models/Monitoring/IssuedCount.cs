namespace Modelwright.Operator.Models.Monitoring;

/// <summary>How many predictions a label could have come for until some time.</summary>
/// <param name="Time">The time.</param>
/// <param name="Count">Since the revision is watched.</param>
public sealed record IssuedCount(DateTimeOffset Time, long Count);
