namespace Modelwright.LocalCluster.Storage;

/// <summary>Where objects are kept: one collection per group and resource, whatever version they are served in.</summary>
/// <param name="Group">The API group; the core group is the empty string.</param>
/// <param name="Plural">The resource's plural name.</param>
public readonly record struct ResourceKey(string Group, string Plural)
{
    /// <inheritdoc />
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
