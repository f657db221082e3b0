namespace Modelwright.Runtime.Queueing;

/// <summary>Which keys go first.</summary>
public enum QueuePriority
{
    /// <summary>The initial list and resyncs: nobody waits for these.</summary>
    Low,

    /// <summary>Something happened.</summary>
    Normal,
}
