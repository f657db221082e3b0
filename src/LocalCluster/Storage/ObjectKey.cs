namespace Modelwright.LocalCluster.Storage;

/// <summary>An object's place in the store.</summary>
/// <param name="Resource">The collection.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped resources.</param>
/// <param name="Name">The object's name.</param>
public readonly record struct ObjectKey(ResourceKey Resource, string Namespace, string Name)
{
    /// <inheritdoc />
    public override string ToString() => Namespace.Length == 0 ? $"{Resource} {Name}" : $"{Resource} {Namespace}/{Name}";
}
