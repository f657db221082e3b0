namespace Modelwright.LocalCluster.Controllers;

/// <summary>Namespace and name; cluster-scoped objects have the empty namespace.</summary>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The namespace as the API takes it: null for cluster-scoped objects.</summary>
    public string? NamespaceOrNull => Namespace.Length == 0 ? null : Namespace;

    /// <inheritdoc />
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
