namespace Modelwright.Statistics.Sequential;

/// <summary>How requests were split over a stretch of constant weight.</summary>
/// <param name="CanaryRequests">Requests of the new revision.</param>
/// <param name="StableRequests">Requests of the other one.</param>
/// <param name="ExpectedShare">The share that the new revision should have had, in [0, 1]; at 0 and 1 there is nothing to test.</param>
public readonly record struct SplitInterval(long CanaryRequests, long StableRequests, double ExpectedShare);
