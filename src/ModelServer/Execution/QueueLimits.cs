namespace Modelwright.ModelServer.Execution;

/// <summary>Bounds of the inference queue.</summary>
/// <param name="Capacity">Requests that may wait.</param>
/// <param name="ConcurrentRuns">Runs at the same time.</param>
/// <param name="MaxBatchRows">Rows joined in one run; 1: requests are never joined.</param>
/// <param name="MaxWait">A request that waited longer is not run any more.</param>
internal sealed record QueueLimits(int Capacity, int ConcurrentRuns, int MaxBatchRows, TimeSpan MaxWait);
