using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Tests.Execution;

/// <summary>A queue over a small model, with runs that wait for the test.</summary>
internal sealed class QueueFixture : IRunObserver, IDisposable
{
    private readonly InferenceSession session;
    private readonly RunWatch watch = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), TimeProvider.System);

    public QueueFixture(byte[] model, int capacity = 100, int concurrentRuns = 1, int maxBatchRows = 32, bool shapesFollow = false,
        TimeProvider? clock = null)
    {
        session = new InferenceSession(model);
        Signature = SignatureReader.Read(session, _ => false);
        Runner = new GatedRunner(new ModelRunner(session, Signature, watch, Pool, shapesFollow));
        Queue = new InferenceQueue(Runner, Signature, Pool,
            new QueueLimits(capacity, concurrentRuns, maxBatchRows, TimeSpan.FromSeconds(60)), this, clock ?? TimeProvider.System);
    }

    public ModelSignature Signature { get; }

    public TensorPool Pool { get; } = new();

    public GatedRunner Runner { get; }

    public InferenceQueue Queue { get; }

    public int RowsCounted { get; private set; }

    public Tensor Input<T>(Datatype datatype, long[] shape, params T[] values)
        where T : unmanaged
    {
        var tensor = Pool.Rent(datatype, shape, values.Length);
        values.CopyTo(tensor.Elements<T>());
        return tensor;
    }

    /// <summary>Asks on another thread, because a run that starts at once blocks the caller.</summary>
    public Task<InferResult> Ask(Tensor input) => Task.Run(() => Wait(input));

    /// <summary>Asks on this thread: for requests that will have to wait.</summary>
    public Task<InferResult> Wait(Tensor input) => Queue.RunAsync([input], CancellationToken.None).AsTask();

    /// <summary>Starts a run that keeps the queue busy, then asks for more, in order, and waits until they wait.</summary>
    public async Task<(Task<InferResult> Busy, List<Task<InferResult>> Waiting)> AskBehindAsync(Tensor first, params Tensor[] others)
    {
        var busy = Ask(first);
        await Runner.EnteredAsync();
        var waiting = new List<Task<InferResult>>();
        foreach (var other in others) waiting.Add(Wait(other));
        Queue.Length.ShouldBe(others.Length);
        return (busy, waiting);
    }

    public float[] Floats(InferResult result, int output)
    {
        using (result)
        {
            var shape = result.Shape(output);
            var (start, count) = ModelServer.Rest.TensorJson.Locate(result, output, shape);
            return result.Outputs.Elements<float>(output).Slice(start, count).ToArray();
        }
    }

    public void Started(TimeSpan waited) => waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);

    public void Ran(TimeSpan duration, int rows) => RowsCounted += rows;

    public void Stopped(RunStop reason) => throw new InvalidOperationException($"stopped: {reason}");

    public void Dispose()
    {
        Runner.Dispose();
        watch.Dispose();
        Pool.Dispose();
        session.Dispose();
    }
}
