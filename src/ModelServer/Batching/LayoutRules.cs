namespace Modelwright.ModelServer.Batching;

/// <summary>Operators that move elements about; they keep rows apart when the first dimension stays where it is.</summary>
internal static class LayoutRules
{
    /// <summary>The rank of the result, or -1.</summary>
    public static int Rank(RowNode node) => node.Node.OpType switch
    {
        "Flatten" => node.Rank >= 1 && (node.Node.Integer("axis") ?? 1) == 1 ? 2 : -1,
        "Concat" => Concat(node),
        "Transpose" => node.Node.Integers("perm") is [0, ..] permutation && permutation.Length == node.Rank ? node.Rank : -1,
        "Squeeze" => node.Axes(1, node.Rank) is { Length: > 0 } axes && axes.All(axis => axis > 0) ? node.Rank - axes.Length : -1,
        "Unsqueeze" => Unsqueeze(node),
        "Reshape" => Reshape(node),
        "Gather" => Gather(node),
        "Slice" => Slice(node),
        _ => -1,
    };

    /// <summary>Split along another dimension than the rows.</summary>
    public static IReadOnlyList<GraphValue>? Split(RowNode node) => node.Axis("axis", 0, node.Rank) > 0 && node.AreConstantFrom(1)
        ? [.. node.Node.Outputs.Select(_ => GraphValue.Rows(node.Rank))]
        : null;

    // A constant among the parts would have to have as many rows as the request.
    private static int Concat(RowNode node) =>
        node.Rank >= 2 && node.Inputs.All(input => input is { HasRows: true } && input.Rank == node.Rank)
            && node.Axis("axis", 0, node.Rank) > 0
            ? node.Rank
            : -1;

    private static int Unsqueeze(RowNode node)
    {
        if (node.Rank < 0) return -1;
        var count = node.Node.Integers("axes")?.Length ?? node.Input(1)?.Integers?.Length ?? 0;
        return node.Axes(1, node.Rank + count) is { Length: > 0 } axes && axes.All(axis => axis > 0) ? node.Rank + count : -1;
    }

    // Zero copies the first dimension; the rest of each row is then shaped within the row.
    private static int Reshape(RowNode node) =>
        node.Rank >= 1 && node.Node.Integer("allowzero") is null or 0 && node.Input(1)?.Integers is [0, ..] and var shape
            ? shape.Length : -1;

    private static int Gather(RowNode node)
    {
        var (data, indices) = (node.Input(0), node.Input(1));
        // Looking up a table row by row.
        if (data is { HasRows: false, Dimensions: { } table } && indices is { HasRows: true })
            return (node.Node.Integer("axis") ?? 0) == 0 ? table.Length - 1 + indices.Rank : -1;
        // Picking columns.
        return data is { HasRows: true } && indices is { HasRows: false, Rank: >= 0 } && node.Axis("axis", 0, node.Rank) > 0
            ? node.Rank - 1 + indices.Rank
            : -1;
    }

    private static int Slice(RowNode node)
    {
        if (node.Opset < 10 || !node.AreConstantFrom(1)) return -1;
        return node.Axes(3, node.Rank) is { Length: > 0 } axes && axes.All(axis => axis > 0) ? node.Rank : -1;
    }
}
