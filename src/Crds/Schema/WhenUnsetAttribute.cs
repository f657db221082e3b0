namespace Modelwright.Crds.Schema;

/// <summary>What the operator does where the field is missing; documented, never written into the object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WhenUnsetAttribute(object value) : Attribute
{
    /// <summary>The value that is in effect, or a few words that describe it.</summary>
    public object Value { get; } = value;
}
