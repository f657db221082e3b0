namespace Modelwright.Runtime.Api;

/// <summary>The types of the watch protocol; errors arrive as <see cref="ApiException"/>.</summary>
public enum WatchEventType
{
    /// <summary>The object is new to the selection.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object left the selection; it is in its last state.</summary>
    Deleted,

    /// <summary>Only the resourceVersion moved on.</summary>
    Bookmark,
}
