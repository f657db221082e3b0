using Modelwright.Crds.Models;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Sleeping;

/// <summary><c>spec.serving.scaleToZero</c> as it holds.</summary>
/// <param name="After">So long without a request.</param>
/// <param name="Activation">How requests wait at zero.</param>
internal sealed record SleepRules(TimeSpan After, RouteActivation Activation)
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    /// <summary>Routers are read at least so often.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(20);

    /// <summary>How often routers are read at least.</summary>
    public TimeSpan Interval =>
        TimeSpan.FromSeconds(Math.Clamp((After / 5).TotalSeconds, ShortestInterval.TotalSeconds, LongestInterval.TotalSeconds));

    /// <summary>Reads the spec; null where nobody asks for it, or a person set the Model to zero for good.</summary>
    public static SleepRules? Of(ModelSpec spec)
    {
        if (spec.Serving is not { ScaleToZero: { } asked, Replicas: not 0 } || !asked.After.TryGetTimeSpan(out var after)) return null;
        var wait = RolloutTimes.Read(asked.WaitTimeout, ModelDefaults.WaitTimeout);
        return new(after, new(
            Math.Clamp(asked.MaxWaitingRequests ?? ModelDefaults.MaxWaitingRequests, 1, 10_000),
            (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 600)));
    }
}
