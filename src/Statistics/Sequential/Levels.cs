namespace Modelwright.Statistics.Sequential;

/// <summary>Checks of what all assessments take.</summary>
internal static class Levels
{
    public static void Check(double alpha, int metrics)
    {
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "alpha is a chance between 0 and 1, for example 0.05");
        if (metrics is < 1 or > 1_000)
            throw new ArgumentOutOfRangeException(nameof(metrics), metrics, "between 1 and 1,000 metrics share alpha");
    }

    /// <summary>Requests and failures that can be counts of the same stretch.</summary>
    public static void Check(long requests, long failures)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        if (failures < 0 || failures > requests)
            throw new ArgumentOutOfRangeException(
                nameof(failures), failures, $"failures of {requests} requests are between 0 and {requests}");
    }
}
