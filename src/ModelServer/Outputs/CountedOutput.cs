using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;

namespace Modelwright.ModelServer.Outputs;

/// <summary>
/// One output of the model and how its values are counted: a value per row and element. The row is the first dimension, the element the
/// last one; of dimensions between them the first position is counted, and of the elements the first <see cref="MaxElements"/>, so that a
/// mask or an embedding costs no more than a table of scores.
/// </summary>
internal abstract class CountedOutput(int index, TensorSignature signature)
{
    /// <summary>Elements of the last dimension that are counted.</summary>
    public const int MaxElements = 16;

    /// <summary>Tallies of one output: that of an output without elements, then those of its elements.</summary>
    public const int Slots = 1 + MaxElements;

    /// <summary>Its place among the model's outputs.</summary>
    protected int Index { get; } = index;

    /// <summary>Name and type.</summary>
    public TensorSignature Signature { get; } = signature;

    /// <summary>How its values are counted.</summary>
    public abstract OutputKind Kind { get; }

    /// <summary>The length of a tally.</summary>
    public abstract int Cells { get; }

    /// <summary>Counts the rows of one request.</summary>
    /// <param name="result">Its share of a run.</param>
    /// <param name="tallies">One per slot, made when first needed.</param>
    public void Count(InferResult result, long[]?[] tallies)
    {
        var shape = result.Outputs.Shape(Index);
        var rows = result.Rows >= 0 ? result.Rows : shape.IsEmpty ? 1 : checked((int)shape[0]);
        var stride = 1;
        for (var dimension = 1; dimension < shape.Length; dimension++) stride = checked(stride * (int)shape[dimension]);
        if (rows == 0 || stride == 0) return;
        var (slot, elements) = shape.Length < 2 ? (0, 1) : (1, Math.Min((int)shape[^1], MaxElements));
        for (var element = 0; element < elements; element++, slot++)
        {
            var tally = tallies[slot] ??= new long[Cells];
            Count(result.Outputs, new Places((result.FirstRow * stride) + element, stride, rows), slot, tally);
        }
    }

    /// <summary>What a tally holds, for people and programs.</summary>
    public abstract OutputTotals Totals(int slot, long[] tally);

    /// <summary>Counts one element of some rows.</summary>
    protected abstract void Count(RunOutputs outputs, Places places, int slot, long[] tally);

    /// <summary>Where one element of some rows lies in an output.</summary>
    protected readonly record struct Places(int First, int Stride, int Rows);
}
