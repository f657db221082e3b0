namespace Modelwright.Crds.Schema;

/// <summary>
/// The list holds each value once, in no order (<c>x-kubernetes-list-type: set</c>). A list without this or <see
/// cref="ListMapAttribute"/> is replaced as a whole.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;
