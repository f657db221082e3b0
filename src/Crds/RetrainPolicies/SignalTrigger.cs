using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>A signal of the Model's monitoring.</summary>
public sealed record SignalTrigger
{
    /// <summary>How long it must have been on without a break.</summary>
    [DurationRange("0s", "87600h")]
    [WhenUnset("0s")]
    public Duration? Lasting { get; init; }
}
