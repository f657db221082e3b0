using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>What a write is aimed at.</summary>
/// <param name="Resource">The resource, in the version the client speaks.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped resources.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Subresource">Empty, <c>status</c>, <c>scale</c> …</param>
internal sealed record WriteTarget(ResourceDefinition Resource, string Namespace, string Name, string Subresource = "")
{
    public ObjectKey Key => Resource.Key(Namespace, Name);
}
