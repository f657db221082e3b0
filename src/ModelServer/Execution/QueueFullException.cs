namespace Modelwright.ModelServer.Execution;

/// <summary>As many requests wait for a run as may; the caller should come back later.</summary>
internal sealed class QueueFullException(int capacity) : Exception($"{capacity} requests are waiting already; try again later");
