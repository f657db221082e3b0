using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Gate;

/// <summary>How a candidate compared, and what was used up by that.</summary>
/// <param name="Status">How it compared.</param>
/// <param name="Holdouts">The uses of holdouts, this one included.</param>
internal sealed record GateDecision(GateStatus Status, IReadOnlyList<HoldoutUse>? Holdouts);
