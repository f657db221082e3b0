namespace Modelwright.Crds.Schema;

/// <summary>
/// The list is a map by these JSON fields of its items, so that two writers can each own some items (<c>x-kubernetes-list-type:
/// map</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapAttribute(params string[] keys) : Attribute
{
    /// <summary>The JSON names of the fields that identify an item.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
