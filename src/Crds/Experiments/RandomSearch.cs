namespace Modelwright.Crds.Experiments;

/// <summary>Independent draws, each parameter on its scale; no combination is tried twice.</summary>
public sealed record RandomSearch;
