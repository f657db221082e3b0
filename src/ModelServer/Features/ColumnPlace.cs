using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>Where the values of a profile's column are.</summary>
/// <param name="Column">The column and its bins.</param>
/// <param name="Datatype">The tensor's elements.</param>
/// <param name="IsOutput">Among the outputs of the model, not its inputs.</param>
/// <param name="Tensor">Which tensor.</param>
/// <param name="Element">Which element of a row.</param>
/// <param name="Width">Elements of a row.</param>
internal sealed record ColumnPlace(ColumnProfile Column, Datatype Datatype, bool IsOutput, int Tensor, int Element, int Width)
{
    /// <summary>The values of one request; none where its tensor has not the width that was planned for.</summary>
    public ColumnValues Values(Tensor?[] inputs, InferResult result) => IsOutput ? Output(result) : Input(inputs[Tensor]!);

    private ColumnValues Input(Tensor tensor)
    {
        var rows = tensor.Shape is [var first, ..] ? (int)first : 1;
        return tensor.Count == rows * Width ? new ColumnValues(tensor, Element, Width, rows) : default;
    }

    private ColumnValues Output(InferResult result)
    {
        var shape = result.Outputs.Shape(Tensor);
        long width = 1;
        for (var dimension = 1; dimension < shape.Length; dimension++) width *= shape[dimension];
        var rows = result.Rows >= 0 ? result.Rows : shape.IsEmpty ? 1 : (int)shape[0];
        return width == Width
            ? new ColumnValues(result.Outputs, Tensor, Datatype, (result.FirstRow * Width) + Element, Width, rows)
            : default;
    }
}
