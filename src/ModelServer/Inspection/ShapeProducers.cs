namespace Modelwright.ModelServer.Inspection;

/// <summary>
/// Nodes that make a tensor of a shape that the file fixes: a few bytes that ask for gigabytes, already while the model is loaded, because
/// ONNX Runtime computes constant nodes then.
/// </summary>
internal static class ShapeProducers
{
    /// <summary>Refuses such nodes above the limit.</summary>
    public static void RequireAffordable(GraphOutline graph, InspectionLimits limits)
    {
        var constants = Constants(graph);
        foreach (var node in graph.Nodes)
            if (Shape(node, constants) is { } shape && !shape.Contains(-1))
                ShapeRules.RequireAffordable(shape, ElementTypes.Float, limits, $"the result of node {node.Shown}");
    }

    private static long[]? Shape(NodeOutline node, Dictionary<string, long[]> constants)
    {
        if (node.Domain is not ("" or "ai.onnx")) return null;
        return node.OpType switch
        {
            "ConstantOfShape" => Constant(node, 0, constants),
            "Expand" => Constant(node, 1, constants),
            "RandomNormal" or "RandomUniform" => node.Integers("shape"),
            _ => null,
        };
    }

    private static long[]? Constant(NodeOutline node, int input, Dictionary<string, long[]> constants) =>
        node.Inputs.Count > input && constants.TryGetValue(node.Inputs[input], out var value) ? value : null;

    private static Dictionary<string, long[]> Constants(GraphOutline graph)
    {
        var constants = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var initializer in graph.Initializers)
            if (initializer.Integers is { } values) constants[initializer.Name] = values;
        foreach (var node in graph.Nodes)
            if (node is { OpType: "Constant", Outputs: [var output] })
                foreach (var attribute in node.Attributes)
                    if ((attribute.Tensor?.Integers ?? (attribute.Name == "value_ints" ? attribute.Integers : null)) is { } values)
                        constants[output] = values;
        return constants;
    }
}
