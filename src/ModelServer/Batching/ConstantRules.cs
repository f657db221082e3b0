using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Batching;

/// <summary>Nodes that no request has influence on.</summary>
internal static class ConstantRules
{
    private static readonly HashSet<string> Random = ["RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike",
        "Multinomial", "Bernoulli"];

    /// <summary>What the node gives; null when it draws random numbers.</summary>
    public static IReadOnlyList<GraphValue>? Outputs(NodeOutline node)
    {
        if (node.Domain is not ("" or "ai.onnx") || Random.Contains(node.OpType)) return null;
        if (node.OpType == "Constant" && node.Attributes is [var attribute]) return [Value(attribute)];
        return [.. node.Outputs.Select(_ => GraphValue.Constant())];
    }

    private static GraphValue Value(AttributeOutline attribute) => attribute switch
    {
        { Tensor: { } tensor } => GraphValue.Constant(tensor.Dimensions, tensor.Integers),
        { Name: "value_ints" } => GraphValue.Constant([attribute.Integers.Length], attribute.Integers),
        { Name: "value_int" } => GraphValue.Constant([], [attribute.Integer]),
        { Name: "value_float" or "value_string" } => GraphValue.Constant([]),
        _ => GraphValue.Constant(),
    };
}
