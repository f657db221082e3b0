using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Storage;

/// <summary>One committed write.</summary>
/// <param name="Type">What it did.</param>
/// <param name="Key">To which object.</param>
/// <param name="Object">The new state; for a deletion the last state, carrying the deletion's revision.</param>
/// <param name="Previous">The state before, if there was one.</param>
public sealed record StoreEvent(ClusterEventType Type, ObjectKey Key, StoredObject Object, StoredObject? Previous)
{
    /// <summary>The revision of the write.</summary>
    public long Revision => Object.Revision;
}
