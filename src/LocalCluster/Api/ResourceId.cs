namespace Modelwright.LocalCluster.Api;

/// <summary>A resource as discovery names it; the core group is the empty string.</summary>
/// <param name="Group">For example <c>apps</c>.</param>
/// <param name="Version">For example <c>v1</c>.</param>
/// <param name="Plural">For example <c>deployments</c>.</param>
public readonly record struct ResourceId(string Group, string Version, string Plural);
