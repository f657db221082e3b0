namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>A model server to be read.</summary>
/// <param name="Uid">The pod's UID.</param>
/// <param name="Address">Its address.</param>
/// <param name="Revision">The revision that it serves.</param>
public sealed record ServerTarget(string Uid, string Address, string Revision);
