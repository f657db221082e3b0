namespace Modelwright.Crds.Schema;

/// <summary>The field keeps the value it was created with.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImmutableAttribute : Attribute
{
    /// <summary>What the author of the manifest reads on an attempt to change it.</summary>
    public string? Message { get; init; }
}
