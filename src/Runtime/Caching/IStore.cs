using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>
/// The objects of one kind as the informer last saw them: shared, read-only, ordered by namespace and name. Read it on the pump only.
/// </summary>
public interface IStore<T> where T : class
{
    /// <summary>The first complete list has been read. Controllers run only after that.</summary>
    bool Synced { get; }

    /// <summary>The object, or null.</summary>
    T? Get(ObjectKey key);

    /// <summary>All objects, or those of one namespace.</summary>
    IReadOnlyList<T> List(string? @namespace = null);

    /// <summary>The objects whose controlling owner has this UID.</summary>
    IReadOnlyList<T> OwnedBy(string ownerUid);

    /// <summary>The objects that an index (declared with <c>AddIndex</c>) files under a value.</summary>
    IReadOnlyList<T> InIndex(string index, string value);
}
