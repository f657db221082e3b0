using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>
/// Runs requests, a bounded number at a time. Batching is greedy: a request that finds a free run starts at once; requests that had to wait
/// are joined, up to a number of rows, by whoever finishes next. Nothing ever waits for a batch to fill.
/// </summary>
internal sealed class InferenceQueue(
    IModelRunner runner, ModelSignature signature, TensorPool pool, QueueLimits limits, IRunObserver observer, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly LinkedList<PendingRun> waiting = new();
    private int running;

    /// <summary>Requests that wait.</summary>
    public int Length
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>
    /// Runs the model on these inputs, which must stay valid until the task completes. Throws <see cref="QueueFullException"/> when too
    /// many wait already.
    /// </summary>
    public ValueTask<InferResult> RunAsync(Tensor[] inputs, CancellationToken cancellation)
    {
        PendingRun pending;
        lock (gate)
        {
            if (running == limits.ConcurrentRuns)
            {
                if (waiting.Count >= limits.Capacity) throw new QueueFullException(limits.Capacity);
                var rows = limits.MaxBatchRows > 1 ? Batch.Rows(inputs) : 0;
                pending = new PendingRun(inputs, rows, clock.GetTimestamp(), cancellation);
                waiting.AddLast(pending);
                return new ValueTask<InferResult>(pending.Task);
            }

            running++;
        }

        try
        {
            observer.Started(TimeSpan.Zero);
            return new ValueTask<InferResult>(new InferResult(RunAlone(inputs, cancellation), 0, -1));
        }
        finally
        {
            HandOver();
        }
    }

    // Whoever finished keeps the right to run and passes it on, so that its own answer is written without delay.
    private void HandOver()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                running--;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.RunWaiting(), this, preferLocal: false);
    }

    private void RunWaiting()
    {
        while (TakeBatch() is { } batch)
        {
            var now = clock.GetTimestamp();
            foreach (var request in batch) observer.Started(clock.GetElapsedTime(request.Enqueued, now));
            if (batch.Count == 1 || !TryRunJoined(batch))
                foreach (var request in batch) RunSingle(request);
        }
    }

    private List<PendingRun>? TakeBatch()
    {
        lock (gate)
        {
            var batch = new List<PendingRun>();
            var rows = 0;
            for (var node = waiting.First; node is not null;)
            {
                var (request, next) = (node.Value, node.Next);
                if (request.IsAbandoned)
                {
                    waiting.Remove(node);
                    request.Abandon();
                }
                else if (clock.GetElapsedTime(request.Enqueued) > limits.MaxWait)
                {
                    waiting.Remove(node);
                    request.Fail(new RunTimeoutException("the wait for a run of the model", limits.MaxWait));
                }
                else if (batch.Count == 0 || Joins(batch[0], request, rows))
                {
                    waiting.Remove(node);
                    batch.Add(request);
                    rows += request.Rows;
                }

                if (batch.Count > 0 && (batch[0].Rows == 0 || rows >= limits.MaxBatchRows)) break;
                node = next;
            }

            if (batch.Count > 0) return batch;
            running--;
            return null;
        }
    }

    private bool Joins(PendingRun first, PendingRun request, int rows) =>
        request.Rows > 0 && rows + request.Rows <= limits.MaxBatchRows && Batch.AreCompatible(first.Inputs, request.Inputs);

    private void RunSingle(PendingRun request)
    {
        try
        {
            request.Complete(new InferResult(RunAlone(request.Inputs, request.Client), 0, -1));
        }
        catch (Exception e)
        {
            request.Fail(e);
        }
    }

    // False when the batch failed as a whole; then each request runs alone, so that one bad request spoils no other. Not so when its time
    // was over: each alone would hold the run as long again.
    private bool TryRunJoined(List<PendingRun> batch)
    {
        var rows = batch.Sum(request => request.Rows);
        RunOutputs? outputs;
        try
        {
            outputs = Run(batch, rows);
        }
        catch (Exception e) when (e is RunTimeoutException or RunAbandonedException)
        {
            foreach (var request in batch) request.Fail(e);
            return true;
        }

        if (outputs is null) return false;
        var first = 0;
        foreach (var request in batch)
        {
            request.Complete(new InferResult(outputs, first, request.Rows));
            first += request.Rows;
        }

        return true;
    }

    private RunOutputs? Run(List<PendingRun> batch, int rows)
    {
        Tensor[] joined = [];
        try
        {
            joined = Batch.Join(batch, rows, signature, pool);
            var started = clock.GetTimestamp();
            var outputs = RunCounted(joined, [.. batch.Select(request => request.Client)]);
            if (!outputs.HaveRows(rows))
            {
                foreach (var _ in batch) outputs.Release();
                return null;
            }

            observer.Ran(clock.GetElapsedTime(started), rows);
            return outputs;
        }
        catch (Exception e) when (e is not (RunTimeoutException or RunAbandonedException))
        {
            return null;
        }
        finally
        {
            foreach (var tensor in joined) pool.Return(tensor);
        }
    }

    private RunOutputs RunAlone(Tensor[] inputs, CancellationToken client)
    {
        var started = clock.GetTimestamp();
        var outputs = RunCounted(inputs, [client]);
        observer.Ran(clock.GetElapsedTime(started), Math.Max(1, Batch.Rows(inputs)));
        return outputs;
    }

    private RunOutputs RunCounted(Tensor[] inputs, ReadOnlySpan<CancellationToken> clients)
    {
        try
        {
            return runner.Run(inputs, clients);
        }
        catch (RunTimeoutException)
        {
            observer.Stopped(RunStop.Deadline);
            throw;
        }
        catch (RunAbandonedException)
        {
            observer.Stopped(RunStop.Abandoned);
            throw;
        }
    }
}
