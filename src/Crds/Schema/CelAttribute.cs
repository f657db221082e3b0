namespace Modelwright.Crds.Schema;

/// <summary>
/// A validation rule in the Common Expression Language, evaluated by the API server on every write
/// (<c>x-kubernetes-validations</c>). <c>self</c> is the object or field that carries the attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class CelAttribute(string rule) : Attribute
{
    /// <summary>The expression; the write is refused unless it is true.</summary>
    public string Rule { get; } = rule;

    /// <summary>What the author of the manifest reads: it names the field, what is wrong and what to do.</summary>
    public required string Message { get; init; }
}
