using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Batching;

/// <summary>A node, at least one of whose inputs has rows, with what is known of its inputs.</summary>
internal sealed record RowNode(NodeOutline Node, IReadOnlyList<GraphValue?> Inputs, long Opset)
{
    /// <summary>The input at a place; null when it is left out.</summary>
    public GraphValue? Input(int index) => index < Inputs.Count ? Inputs[index] : null;

    /// <summary>The rank of the first input when that has rows; -1 otherwise.</summary>
    public int Rank => Input(0) is { HasRows: true } first ? first.Rank : -1;

    /// <summary>Whether all inputs from a place on are constants or left out.</summary>
    public bool AreConstantFrom(int index) => Inputs.Skip(index).All(input => input is not { HasRows: true });

    /// <summary>An axis attribute counted from the front; -1 when it is out of range.</summary>
    public int Axis(string name, long fallback, int rank) => Normalize(Node.Integer(name) ?? fallback, rank);

    /// <summary>
    /// The axes a node works on, given by an attribute or, in later versions of the operators, by an input; null when none are given and
    /// empty when they cannot be known.
    /// </summary>
    public int[]? Axes(int input, int rank)
    {
        if (Node.Integers("axes") is { } attribute) return [.. attribute.Select(axis => Normalize(axis, rank))];
        return Input(input) is { } value ? [.. (value.Integers ?? []).Select(axis => Normalize(axis, rank))] : null;
    }

    private static int Normalize(long axis, int rank)
    {
        var fromFront = axis < 0 ? axis + rank : axis;
        return fromFront >= 0 && fromFront < rank ? (int)fromFront : -1;
    }
}
