using Microsoft.ML.OnnxRuntime;

namespace Modelwright.ModelServer.Execution;

/// <summary>What one run gave: all outputs of the model, in its order. Shared by the requests of a batch; freed when the last lets go.</summary>
internal sealed class RunOutputs
{
    private readonly IDisposableReadOnlyCollection<OrtValue> values;
    private readonly long[][] shapes;
    private int holders;

    public RunOutputs(IDisposableReadOnlyCollection<OrtValue> values, int holders)
    {
        this.values = values;
        this.holders = holders;
        shapes = new long[values.Count][];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = values[i].GetTensorTypeAndShape().Shape;
    }

    /// <summary>The value of one output.</summary>
    public OrtValue Value(int index) => values[index];

    /// <summary>The dimensions of one output.</summary>
    public ReadOnlySpan<long> Shape(int index) => shapes[index];

    /// <summary>Whether every output has this many rows: what a batch that is to be split must give.</summary>
    public bool HaveRows(int rows) => shapes.All(shape => shape.Length > 0 && shape[0] == rows);

    /// <summary>One holder is done.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0) values.Dispose();
    }
}
