namespace Modelwright.LocalCluster.Api;

/// <summary>What a write did, in the words of the watch protocol.</summary>
public enum ClusterEventType
{
    /// <summary>The object is new.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone.</summary>
    Deleted,
}
