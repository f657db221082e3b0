using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Watching;

/// <summary>What a watch sends: which events, in which form.</summary>
internal sealed class WatchPlan(ResourceDefinition resource, string @namespace, ListQuery query, ObjectEncoder encoder)
{
    public ResourceDefinition Resource => resource;

    /// <summary>Only writes after this revision are sent.</summary>
    public required long After { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required TimeSpan BookmarkInterval { get; init; }

    public bool Bookmarks => query.Bookmarks;

    public ReadOnlyMemory<byte> Bookmark(long revision, bool endsInitialEvents = false) =>
        WatchFrame.Of("BOOKMARK", encoder.EncodeBookmark(WatchFrame.BookmarkObject(resource, revision, endsInitialEvents)).Span);

    public ReadOnlyMemory<byte> Added(StoredObject stored) => WatchFrame.Of("ADDED", encoder.Encode(stored).Span);

    public bool Selects(StoredObject stored)
    {
        if (!query.IsFiltered) return true;
        var view = query.Fields.IsEmpty ? stored.Json : ObjectViews.View(resource, stored);
        return query.Labels.Matches(view) && query.Fields.Matches(view);
    }

    // A bare null would become an empty frame: byte arrays convert to memory.
    private static ReadOnlyMemory<byte>? Nothing => default(ReadOnlyMemory<byte>?);

    /// <summary>
    /// The frame of a write, seen through the selectors: an object that begins to match is added, one that stops is deleted.
    /// </summary>
    public ReadOnlyMemory<byte>? Frame(StoreEvent write)
    {
        if (@namespace.Length > 0 && write.Key.Namespace != @namespace) return Nothing;
        var before = write.Previous is { } previous && Selects(previous);
        if (write.Type == ClusterEventType.Deleted)
            return before ? WatchFrame.Of("DELETED", encoder.Encode(write.Object).Span) : Nothing;
        var after = Selects(write.Object);
        return (before, after) switch
        {
            (false, true) => WatchFrame.Of("ADDED", encoder.Encode(write.Object).Span),
            (true, true) => WatchFrame.Of("MODIFIED", encoder.Encode(write.Object).Span),
            (true, false) => WatchFrame.Of("DELETED", encoder.Encode(write.Previous!, write.Revision).Span),
            _ => Nothing,
        };
    }
}
