namespace Modelwright.ModelServer.Execution;

/// <summary>A request's share of a run: all of it, or some rows of a batch. Must be disposed once it was written.</summary>
/// <param name="Outputs">The run's outputs.</param>
/// <param name="FirstRow">The first row of this request in a batch.</param>
/// <param name="Rows">The rows of this request in a batch; -1: the run was for this request alone.</param>
internal readonly record struct InferResult(RunOutputs Outputs, int FirstRow, int Rows) : IDisposable
{
    /// <summary>The shape of this request's part of an output.</summary>
    public long[] Shape(int output)
    {
        var shape = Outputs.Shape(output).ToArray();
        if (Rows >= 0) shape[0] = Rows;
        return shape;
    }

    /// <inheritdoc />
    public void Dispose() => Outputs.Release();
}
