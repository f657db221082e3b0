namespace Modelwright.Runtime.Caching;

/// <summary>Where an informer is in its cycle.</summary>
public enum InformerPhase
{
    /// <summary>Knows nothing, or nothing reliable any more.</summary>
    Empty,

    /// <summary>Has read some pages.</summary>
    Listing,

    /// <summary>Has a complete state and its resourceVersion, but no stream.</summary>
    Listed,

    /// <summary>Follows the changes.</summary>
    Watching,
}
