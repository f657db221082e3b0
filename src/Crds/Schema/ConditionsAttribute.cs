namespace Modelwright.Crds.Schema;

/// <summary>Names the classes that declare the kind's condition types and reasons, for the reference pages.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConditionsAttribute(Type types, Type reasons) : Attribute
{
    /// <summary>A static class whose constants are the condition types.</summary>
    public Type Types { get; } = types;

    /// <summary>A static class whose constants, each with <see cref="ReasonAttribute"/>, are the reasons.</summary>
    public Type Reasons { get; } = reasons;
}
