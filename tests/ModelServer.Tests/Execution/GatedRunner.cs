using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Tests.Execution;

/// <summary>A runner whose runs wait until the test lets them go, and that remembers the rows of each.</summary>
internal sealed class GatedRunner(IModelRunner inner) : IModelRunner, IDisposable
{
    private readonly SemaphoreSlim gate = new(0);
    private readonly SemaphoreSlim entered = new(0);
    private readonly List<long> rows = [];

    /// <summary>The rows of the runs so far.</summary>
    public IReadOnlyList<long> Rows
    {
        get
        {
            lock (rows) return [.. rows];
        }
    }

    /// <summary>Waits until a run has begun.</summary>
    public async Task EnteredAsync() => (await entered.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("no run began");

    /// <summary>Lets runs go.</summary>
    public void Open(int count) => gate.Release(count);

    public RunOutputs Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<CancellationToken> clients)
    {
        lock (rows) rows.Add(inputs[0].Shape[0]);
        entered.Release();
        gate.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue("the run was never let go");
        return inner.Run(inputs, clients);
    }

    public void Dispose()
    {
        gate.Dispose();
        entered.Dispose();
    }
}
