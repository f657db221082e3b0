namespace Modelwright.Crds.Schema;

/// <summary>Exactly one of the optional properties of the type is set.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnionAttribute : Attribute;
