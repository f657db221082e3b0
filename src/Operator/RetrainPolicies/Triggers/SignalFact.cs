using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>What monitoring says about the version that serves.</summary>
/// <param name="State">Whether the signal is on.</param>
/// <param name="Since">Since when without a break.</param>
/// <param name="Message">In words: what drifts, by how much.</param>
public sealed record SignalFact(TriggerState State, DateTimeOffset? Since, string Message);
