namespace Modelwright.Agent.Fetching;

/// <summary>How patient a fetch is.</summary>
public sealed record FetchPolicy
{
    /// <summary>Attempts in all.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; doubled before each further one, and each time varied by half.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between attempts.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the first byte, and between two reads.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for everything.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Redirects that an attempt follows.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>The wait after the given attempt.</summary>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="random">Varies the wait, so that the replicas of a Model do not return in step.</param>
    public TimeSpan DelayAfter(int attempt, Random random)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        return (doubled < MaxDelay ? doubled : MaxDelay) * (0.5 + random.NextDouble());
    }
}
