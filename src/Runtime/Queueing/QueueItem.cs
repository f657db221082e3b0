namespace Modelwright.Runtime.Queueing;

/// <summary>A key handed out for work, and how long it was ready before.</summary>
public readonly record struct QueueItem<TKey>(TKey Key, QueuePriority Priority, TimeSpan Waited) where TKey : notnull;
