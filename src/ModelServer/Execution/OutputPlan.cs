using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Execution;

/// <summary>
/// The shapes that outputs have for inputs of certain shapes, for a model whose output shapes follow from the shapes of its inputs alone.
/// With them the outputs can be written into memory at hand, which spares ONNX Runtime an allocation and a dozen calls per run.
/// </summary>
internal sealed class OutputPlan
{
    private readonly ModelSignature signature;
    private readonly long[][] inputShapes;
    private readonly long[][] outputShapes;

    private OutputPlan(ModelSignature signature, long[][] inputShapes, long[][] outputShapes)
    {
        this.signature = signature;
        this.inputShapes = inputShapes;
        this.outputShapes = outputShapes;
    }

    /// <summary>
    /// Learns from a run; null when its shapes are not of rows, or an output is of strings, which ONNX Runtime must allocate.
    /// </summary>
    public static OutputPlan? Learn(ModelSignature signature, ReadOnlySpan<Tensor> inputs, RunOutputs outputs)
    {
        if (inputs.IsEmpty || inputs[0].Shape is not [> 0 and var rows, ..]) return null;
        if (!HaveRows(inputs, rows) || !outputs.HaveRows((int)rows)) return null;
        if (signature.Outputs.Any(output => output.Datatype == Datatype.Bytes)) return null;
        var inputShapes = new long[inputs.Length][];
        for (var i = 0; i < inputs.Length; i++) inputShapes[i] = inputs[i].Shape;
        var outputShapes = new long[outputs.Count][];
        for (var i = 0; i < outputShapes.Length; i++) outputShapes[i] = outputs.Shape(i).ToArray();
        return new OutputPlan(signature, inputShapes, outputShapes);
    }

    /// <summary>
    /// Tensors for the outputs of a run on these inputs, or null when they have other shapes than those learned from, rows apart.
    /// </summary>
    public Tensor[]? Rent(ReadOnlySpan<Tensor> inputs, TensorPool pool)
    {
        if (inputs[0].Shape is not [> 0 and var rows, ..] || !HaveRows(inputs, rows)) return null;
        for (var i = 0; i < inputs.Length; i++)
            if (!inputs[i].Shape.AsSpan(1).SequenceEqual(inputShapes[i].AsSpan(1))) return null;
        var tensors = new Tensor[outputShapes.Length];
        Span<long> shape = stackalloc long[64];
        for (var i = 0; i < tensors.Length; i++)
        {
            outputShapes[i].CopyTo(shape);
            shape[0] = rows;
            var actual = shape[..outputShapes[i].Length];
            tensors[i] = pool.Rent(signature.Outputs[i].Datatype, actual, checked((int)TensorShape.ElementCount(actual)));
        }

        return tensors;
    }

    private static bool HaveRows(ReadOnlySpan<Tensor> inputs, long rows)
    {
        foreach (var input in inputs)
            if (input.Shape is not [var first, ..] || first != rows) return false;
        return true;
    }
}
