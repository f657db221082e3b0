using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>A cached kind as the executor and the host see it: JSON and versions, no types.</summary>
internal interface IInformer
{
    ResourceType Type { get; }

    /// <summary>Its first list was read, or nobody waits for it because the kind is optional.</summary>
    bool Synced { get; }

    /// <summary>The newest resourceVersion seen: of a list, an event or a bookmark.</summary>
    string? ObservedVersion { get; }

    int Count { get; }

    KubeObject? Find(ObjectKey key);

    IEnumerable<KubeObject> OwnedBy(string ownerUid);

    /// <summary>Called after the store or the observed version moved.</summary>
    event Action? Advanced;

    /// <summary>Called for every object that leaves the store; one listener.</summary>
    Action<ObjectKey>? Gone { get; set; }

    Task RunAsync(CancellationToken cancellationToken);
}
