namespace Modelwright.Statistics.Sequential;

/// <summary>
/// What was counted over a stretch of time in which the split of the requests did not change. A failure is an error, an answer later than
/// a threshold, or whatever else a request either is or is not, counted once per request.
/// </summary>
/// <param name="CanaryRequests">Requests of the new revision.</param>
/// <param name="CanaryFailures">Those of them that failed.</param>
/// <param name="StableRequests">Requests of the revision it is compared with, in the same stretch.</param>
/// <param name="StableFailures">Those of them that failed.</param>
public readonly record struct RateInterval(long CanaryRequests, long CanaryFailures, long StableRequests, long StableFailures);
