using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>How many pods of a Job failed since one succeeded, and when the last one did. Immutable.</summary>
internal sealed record JobBackoff(int Failures, DateTimeOffset LastFailure)
{
    public static readonly JobBackoff None = new(0, DateTimeOffset.MinValue);

    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    /// <summary>When a new pod may be made.</summary>
    public DateTimeOffset NotBefore => Failures == 0 ? DateTimeOffset.MinValue : LastFailure + Delay;

    /// <summary>10 s after the first failure, doubling with each further one, at most 6 min.</summary>
    public TimeSpan Delay => Failures switch
    {
        0 => TimeSpan.Zero,
        > 16 => Longest,
        _ => TimeSpan.FromTicks(Math.Min(First.Ticks << (Failures - 1), Longest.Ticks)),
    };

    /// <summary>After more pods have ended. A success starts the count anew; failures after it count.</summary>
    public JobBackoff With(IReadOnlyCollection<JsonObject> succeeded, IReadOnlyCollection<JsonObject> failed)
    {
        var failures = failed.Select(JobPods.FinishedAt).ToList();
        if (succeeded.Count == 0) return failures.Count == 0 ? this : new JobBackoff(Failures + failures.Count, failures.Max());
        var lastSuccess = succeeded.Max(JobPods.FinishedAt);
        failures.RemoveAll(at => at <= lastSuccess);
        return failures.Count == 0 ? None : new JobBackoff(failures.Count, failures.Max());
    }
}
