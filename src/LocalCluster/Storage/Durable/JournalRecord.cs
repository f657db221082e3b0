using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>One record of a file: a write, or a mark without key and object.</summary>
internal sealed record JournalRecord(RecordKind Kind, long Revision, ObjectKey Key, ReadOnlyMemory<byte> Object)
{
    public bool IsWrite => Kind is RecordKind.Added or RecordKind.Modified or RecordKind.Deleted;

    /// <summary>The object, as it was stored.</summary>
    public StoredObject Stored()
    {
        // Deeper than requests may be: the server itself adds managed fields.
        var json = JsonText.Parse(Object.Span, maxDepth: JsonText.Options.MaxDepth) as System.Text.Json.Nodes.JsonObject;
        return new StoredObject(json ?? throw new DamageException($"{Key} is no JSON object"), Revision, Object);
    }

    /// <summary>The write, given the state before it.</summary>
    public StoreEvent Write(StoreState before)
    {
        var type = Kind switch
        {
            RecordKind.Added => ClusterEventType.Added,
            RecordKind.Modified => ClusterEventType.Modified,
            _ => ClusterEventType.Deleted,
        };
        return new StoreEvent(type, Key, Stored(), before.Find(Key));
    }
}
