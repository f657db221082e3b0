namespace Modelwright.Crds.Experiments;

/// <summary>Hyperband. It has no settings beside <c>spec.resource</c>.</summary>
public sealed record HyperbandSearch;
