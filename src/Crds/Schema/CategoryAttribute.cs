namespace Modelwright.Crds.Schema;

/// <summary>Groups that the kind is listed in: <c>kubectl get ml</c> lists every kind of the category <c>ml</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CategoryAttribute(params string[] names) : Attribute
{
    /// <summary>The categories.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
