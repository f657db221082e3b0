namespace Modelwright.Statistics.Sequential;

/// <summary>Counts of one stretch as real numbers, so that expected ones can be added to those that were seen.</summary>
internal readonly record struct Evidence(double CanaryRequests, double CanaryFailures, double StableRequests, double StableFailures)
{
    /// <summary>Whether both sides had requests; otherwise there is nothing to compare.</summary>
    public bool IsComparable => CanaryRequests > 0 && StableRequests > 0;

    public static Evidence[] Of(IEnumerable<RateInterval> intervals) => [.. intervals.Select(interval =>
    {
        Levels.Check(interval.CanaryRequests, interval.CanaryFailures);
        Levels.Check(interval.StableRequests, interval.StableFailures);
        return new Evidence(interval.CanaryRequests, interval.CanaryFailures, interval.StableRequests, interval.StableFailures);
    })];

    public static Evidence Sum(ReadOnlySpan<Evidence> all)
    {
        var sum = default(Evidence);
        foreach (var one in all)
            sum = new(sum.CanaryRequests + one.CanaryRequests, sum.CanaryFailures + one.CanaryFailures,
                sum.StableRequests + one.StableRequests, sum.StableFailures + one.StableFailures);
        return sum;
    }
}
