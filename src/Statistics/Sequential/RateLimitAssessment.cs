namespace Modelwright.Statistics.Sequential;

/// <summary>A rate beside a limit.</summary>
/// <param name="Outcome">Harmful where the rate is surely above the limit, NonInferior where it is surely below it.</param>
/// <param name="Lower">Lower bound, at the level of harm; 0 without data.</param>
/// <param name="Upper">Upper bound; 1 without data.</param>
/// <param name="MoreRequests">About how many more requests until there is a verdict, if the rate stays what it was; 0 with a verdict, null
/// where it cannot be said.</param>
public sealed record RateLimitAssessment(Outcome Outcome, double Lower, double Upper, long? MoreRequests);
