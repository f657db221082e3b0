namespace Modelwright.ModelServer.Inspection;

/// <summary>A node of a graph.</summary>
internal sealed record NodeOutline(
    string Name, string OpType, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs,
    IReadOnlyList<AttributeOutline> Attributes)
{
    /// <summary>The integer attribute with this name, or null.</summary>
    public long? Integer(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Integer;

    /// <summary>The attribute with this name that is a list of integers, or null.</summary>
    public long[]? Integers(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Integers;

    /// <summary>The node in messages.</summary>
    public string Shown => Name.Length is 0 or > 100 ? OpType : $"{OpType} '{Name}'";
}
