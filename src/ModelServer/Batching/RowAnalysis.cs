using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Batching;

/// <summary>
/// Decides from the graph alone whether a model treats the rows of its inputs one by one, so that requests may be joined and their answers
/// split. It knows the operators of which this is certain; one that it does not know, or a use that it cannot follow, means no.
/// </summary>
internal static class RowAnalysis
{
    /// <summary>Null when the model treats rows one by one; otherwise why that is not certain.</summary>
    public static string? WhyNotRowWise(ModelOutline model)
    {
        // Before version 7, a constant could be broadcast from any dimension on.
        if (model.Opset < 7) return $"the model uses version {model.Opset} of the operators; their rules are known from 7 on";
        if (model.HasFunctions) return "the model defines operators of its own";
        var graph = model.Graph;
        var values = graph.Initializers.ToDictionary(
            initializer => initializer.Name,
            initializer => GraphValue.Constant(initializer.Dimensions, initializer.Integers),
            StringComparer.Ordinal);
        var inputs = graph.Inputs.Where(input => !values.ContainsKey(input.Name)).ToList();
        if (inputs.Count == 0) return "the model has no inputs";
        foreach (var input in inputs)
        {
            if (input.Shape is not [-1, ..]) return $"the first dimension of input '{input.Name}' is fixed";
            values[input.Name] = GraphValue.Rows(input.Shape.Length);
        }

        foreach (var node in graph.Nodes)
            if (Follow(node, values, model.Opset) is { } problem) return problem;
        foreach (var output in graph.Outputs)
        {
            if (!values.TryGetValue(output.Name, out var value) || !value.HasRows)
                return $"output '{output.Name}' does not depend on the inputs";
            if (output.Shape is [>= 0, ..]) return $"the first dimension of output '{output.Name}' is fixed";
        }

        return null;
    }

    private static string? Follow(NodeOutline node, Dictionary<string, GraphValue> values, long opset)
    {
        if (node.Attributes.Any(attribute => attribute.HasGraph)) return $"node {node.Shown} contains a graph";
        var inputs = new GraphValue?[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            // An empty name stands for an optional input that is left out.
            if (node.Inputs[i].Length == 0) continue;
            if (!values.TryGetValue(node.Inputs[i], out inputs[i]))
                return $"node {node.Shown} uses '{node.Inputs[i]}' before it is computed";
        }

        var outputs = inputs.Any(input => input is { HasRows: true })
            ? RowRules.Outputs(new RowNode(node, inputs, opset))
            : ConstantRules.Outputs(node);
        if (outputs is null) return $"node {node.Shown} is not known to treat rows one by one";
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i].Length == 0) continue;
            if (i >= outputs.Count) return $"output {i} of node {node.Shown} is not known to have rows";
            values[node.Outputs[i]] = outputs[i];
        }

        return null;
    }
}
