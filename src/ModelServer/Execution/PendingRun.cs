using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>A request that waits for its run.</summary>
internal sealed class PendingRun(Tensor[] inputs, int rows, long enqueued, CancellationToken cancellation)
{
    // Continuations write a response; the runner has the next batch to run meanwhile.
    private readonly TaskCompletionSource<InferResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The model's inputs in its order. The runner may read them until the task completes.</summary>
    public Tensor[] Inputs { get; } = inputs;

    /// <summary>Rows of every input, or 0 when the request cannot be joined with others.</summary>
    public int Rows { get; } = rows;

    /// <summary>When it was queued, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long Enqueued { get; } = enqueued;

    /// <summary>Nobody waits for the answer any more.</summary>
    public bool IsAbandoned => cancellation.IsCancellationRequested;

    /// <summary>Ends when nobody waits for the answer any more.</summary>
    public CancellationToken Client => cancellation;

    public Task<InferResult> Task => completion.Task;

    public void Complete(InferResult result) => completion.SetResult(result);

    public void Fail(Exception exception) => completion.SetException(exception);

    public void Abandon() => completion.SetCanceled(cancellation);
}
