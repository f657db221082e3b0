namespace Modelwright.Crds.Experiments;

/// <summary>Asynchronous successive halving. It has no settings beside <c>spec.resource</c>.</summary>
public sealed record AshaSearch;
