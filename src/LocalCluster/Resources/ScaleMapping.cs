namespace Modelwright.LocalCluster.Resources;

/// <summary>Where a kind keeps what <c>autoscaling/v1 Scale</c> shows: paths of member names.</summary>
/// <param name="SpecReplicas">For example <c>spec, replicas</c>.</param>
/// <param name="StatusReplicas">For example <c>status, replicas</c>.</param>
/// <param name="Selector">Where the label selector is, as text or as an object; null when there is none.</param>
public sealed record ScaleMapping(IReadOnlyList<string> SpecReplicas, IReadOnlyList<string> StatusReplicas,
    IReadOnlyList<string>? Selector);
