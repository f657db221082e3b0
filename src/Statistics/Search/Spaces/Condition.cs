namespace Modelwright.Statistics.Search.Spaces;

/// <summary>When a parameter exists at all.</summary>
/// <param name="Parameter">A categorical or int parameter of the same space.</param>
/// <param name="In">The values of it, as text, with which the parameter exists.</param>
public sealed record Condition(string Parameter, IReadOnlyList<string> In);
