namespace Modelwright.ModelServer.Batching;

/// <summary>
/// The operators of which it is certain, by their definition, that they treat rows one by one, and under which conditions.
/// </summary>
internal static class RowRules
{
    private static readonly HashSet<string> Elementwise =
    [
        "Abs", "Acos", "Acosh", "Add", "And", "Asin", "Asinh", "Atan", "Atanh", "Cast", "Ceil", "Clip", "Cos", "Cosh", "Div", "Elu",
        "Equal", "Erf",
        "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual", "HardSigmoid", "HardSwish", "Identity", "IsInf", "IsNaN", "LeakyRelu", "Less",
        "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mod", "Mul", "Neg", "Not", "Or", "Pow", "PRelu", "Reciprocal", "Relu", "Round",
            "Selu",
        "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Tan", "Tanh", "ThresholdedRelu", "Where",
            "Xor",
    ];

    private static readonly HashSet<string> Windowed =
        ["Conv", "ConvTranspose", "AveragePool", "MaxPool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool",
            "InstanceNormalization", "LRN"];

    private static readonly HashSet<string> Reductions =
    [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum",
        "ReduceSumSquare",
    ];

    /// <summary>What the node gives, as far as it is certain; null when nothing is.</summary>
    public static IReadOnlyList<GraphValue>? Outputs(RowNode node)
    {
        if (node.Node.Domain == "ai.onnx.ml") return LearnedRules.Outputs(node);
        if (node.Node.Domain is not ("" or "ai.onnx")) return null;
        var op = node.Node.OpType;
        if (op is "Split") return LayoutRules.Split(node);
        var rank = op switch
        {
            _ when Elementwise.Contains(op) => Broadcast(node),
            _ when Windowed.Contains(op) => node.Rank >= 3 && node.AreConstantFrom(1) ? node.Rank : -1,
            _ when Reductions.Contains(op) => Reduce(node, node.Axes(1, node.Rank)),
            "ArgMax" or "ArgMin" => Reduce(node, [node.Axis("axis", 0, node.Rank)]),
            "Softmax" or "LogSoftmax" or "Hardmax" => node.Axis("axis", node.Opset >= 13 ? -1 : 1, node.Rank) > 0 ? node.Rank : -1,
            "LayerNormalization" => node.Axis("axis", -1, node.Rank) > 0 && node.AreConstantFrom(1) ? node.Rank : -1,
            "BatchNormalization" => node.Rank >= 2 && node.AreConstantFrom(1) && node.Node.Integer("training_mode") is null or 0
                ? node.Rank : -1,
            "Dropout" => node.Opset >= 7 && node.Input(2) is null ? node.Rank : -1,
            "Gemm" => Gemm(node),
            "MatMul" => MatMul(node),
            _ => LayoutRules.Rank(node),
        };
        return rank > 0 ? [GraphValue.Rows(rank)] : null;
    }

    // Rows against rows must have the same rank, or the rows of one would meet another dimension of the other.
    private static int Broadcast(RowNode node)
    {
        var rank = node.Inputs.Max(input => input is { HasRows: true } ? input.Rank : 0);
        return node.Inputs.All(input => input is null || (input.HasRows ? input.Rank == rank : input.IsSameForRows(rank))) ? rank : -1;
    }

    private static int Reduce(RowNode node, int[]? axes)
    {
        var given = axes is { Length: > 0 } && axes.All(axis => axis > 0) && axes.Distinct().Count() == axes.Length;
        if (node.Rank < 0 || !given) return -1;
        return node.Node.Integer("keepdims") is null or 1 ? node.Rank : node.Rank - axes!.Length;
    }

    private static int Gemm(RowNode node) =>
        node.Rank == 2 && node.AreConstantFrom(1) && node.Node.Integer("transA") is null or 0 && (node.Input(2)?.IsSameForRows(2) ?? true)
            ? 2 : -1;

    private static int MatMul(RowNode node) => node.Input(1) switch
    {
        { HasRows: true } right => node.Rank >= 3 && right.Rank == node.Rank ? node.Rank : -1,
        { Dimensions.Length: 2 } => node.Rank >= 2 ? node.Rank : -1,
        _ => -1,
    };
}
