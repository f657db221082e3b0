namespace Modelwright.LocalCluster.Schema;

/// <summary>A field of a built-in type as protobuf numbers it.</summary>
/// <param name="Number">The field number.</param>
/// <param name="Name">The JSON name; empty when the fields of the value are inlined into the object.</param>
/// <param name="Schema">The type.</param>
public sealed record WireField(int Number, string Name, TypeSchema Schema);
