namespace Modelwright.Crds.Schema;

/// <summary>A column of <c>kubectl get</c>. Columns appear in the order of the attributes.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrinterColumnAttribute(string name, string jsonPath) : Attribute
{
    /// <summary>The column's heading.</summary>
    public string Name { get; } = name;

    /// <summary>Where the value is, in the API server's subset of JSONPath.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>The OpenAPI type: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Zero: always shown; above: only with <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    /// <summary>What the column means.</summary>
    public string? Description { get; init; }
}
