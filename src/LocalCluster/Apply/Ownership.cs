namespace Modelwright.LocalCluster.Apply;

/// <summary>What one owner owns.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Fields">What.</param>
/// <param name="Time">Since when, as <c>metav1.Time</c>; null when unknown.</param>
internal sealed record Ownership(Owner Owner, FieldSet Fields, string? Time);
