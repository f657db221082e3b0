using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>
/// What one run gave: all outputs of the model, in its order. Shared by the requests of a batch; freed when the last lets go.
/// </summary>
internal sealed class RunOutputs
{
    private readonly IDisposableReadOnlyCollection<OrtValue>? values;
    private readonly long[][]? shapes;
    private readonly Tensor[]? tensors;
    private readonly TensorPool? pool;
    private int holders;

    /// <summary>Outputs that ONNX Runtime allocated.</summary>
    public RunOutputs(IDisposableReadOnlyCollection<OrtValue> values, int holders)
    {
        this.values = values;
        this.holders = holders;
        shapes = new long[values.Count][];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = values[i].GetTensorTypeAndShape().Shape;
    }

    /// <summary>Outputs in tensors of the pool.</summary>
    public RunOutputs(Tensor[] tensors, TensorPool pool, int holders)
    {
        this.tensors = tensors;
        this.pool = pool;
        this.holders = holders;
    }

    /// <summary>The number of outputs.</summary>
    public int Count => tensors?.Length ?? shapes!.Length;

    /// <summary>The dimensions of one output.</summary>
    public ReadOnlySpan<long> Shape(int index) => tensors is null ? shapes![index] : tensors[index].Shape;

    /// <summary>The elements of one output that is not of strings.</summary>
    public ReadOnlySpan<T> Elements<T>(int index)
        where T : unmanaged => tensors is null ? values![index].GetTensorDataAsSpan<T>() : tensors[index].Elements<T>();

    /// <summary>The bits of one output that is not of strings.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => tensors is null ? values![index].GetTensorMutableRawData() : tensors[index].Bytes;

    /// <summary>One element of an output of strings, as its bytes.</summary>
    public ReadOnlySpan<byte> Text(int index, int element) => values![index].GetStringElementAsSpan(element);

    /// <summary>Whether every output has this many rows: what a batch that is to be split must give.</summary>
    public bool HaveRows(int rows)
    {
        for (var i = 0; i < Count; i++)
            if (Shape(i) is not [var first, ..] || first != rows) return false;
        return true;
    }

    /// <summary>One holder is done.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) > 0) return;
        values?.Dispose();
        if (tensors is null) return;
        for (var i = tensors.Length - 1; i >= 0; i--) pool!.Return(tensors[i]);
    }
}
