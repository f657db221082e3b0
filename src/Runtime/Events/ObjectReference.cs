using k8s;
using k8s.Models;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Events;

/// <summary>An object as events and owner references name it.</summary>
public sealed record ObjectReference(ResourceType Type, ObjectKey Key, string Uid)
{
    /// <summary>A reference to an entity from the cache.</summary>
    public static ObjectReference To<T>(T entity) where T : IKubernetesObject<V1ObjectMeta> =>
        new(ResourceType.Of<T>(), new ObjectKey(entity.Metadata.NamespaceProperty, entity.Metadata.Name), entity.Metadata.Uid);
}
