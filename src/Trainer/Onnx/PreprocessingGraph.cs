using Modelwright.Trainer.Features;

namespace Modelwright.Trainer.Onnx;

/// <summary>Writes a <see cref="FeatureSet"/> as ONNX operators: one named input per column in, one feature matrix out.</summary>
public static class PreprocessingGraph
{
    /// <summary>Adds inputs and preprocessing; returns the name of the float [N, width] matrix.</summary>
    public static string Add(GraphBuilder graph, FeatureSet features)
    {
        foreach (var feature in features.All)
        {
            if (feature is NumberFeature)
                graph.Input(feature.Column, ElementType.Float, "a number; missing: NaN, or a magnitude of 1e38 or more (JSON: -1e38)");
            else
                graph.Input(feature.Column, ElementType.String, "a word; missing: the empty string");
        }

        var parts = new List<string>();
        if (features.Numbers.Length > 0) AddNumbers(graph, features, parts);
        foreach (var category in features.Categories) parts.Add(OneHot(graph, category));
        return graph.Node("Concat", "features", parts, AttributeValue.Int("axis", 1));
    }

    private static void AddNumbers(GraphBuilder graph, FeatureSet features, List<string> parts)
    {
        var numbers = features.Numbers;
        var raw = graph.Node("Concat", "numbers/raw", numbers.Select(n => n.Column), AttributeValue.Int("axis", 1));

        // Every comparison with NaN is false, so one operator finds NaN, infinities and the JSON stand-in.
        var known = graph.Node("Less", "numbers/known",
            [graph.Node("Abs", "numbers/magnitude", [raw]), graph.Constant("numbers/limit", [NumberFeature.MissingMagnitude])]);
        var filled = graph.Node("Where", "numbers/filled", [known, raw, PerColumn("numbers/fill", n => n.Fill)]);
        var centred = graph.Node("Sub", "numbers/centred", [filled, PerColumn("numbers/offset", n => n.Offset)]);
        var scaled = graph.Node("Mul", "numbers/scaled", [centred, PerColumn("numbers/scale", n => n.Scale)]);
        parts.Add(graph.Node("Clip", "numbers/limited",
            [scaled, graph.Constant("numbers/lowest", [-NumberFeature.Limit]), graph.Constant("numbers/highest", [NumberFeature.Limit])]));

        var indicated = Enumerable.Range(0, numbers.Length).Where(i => numbers[i].HasIndicator).Select(i => (long)i).ToArray();
        if (indicated.Length == 0) return;
        var missing = graph.Node("Gather", "numbers/missing",
            [graph.Node("Not", "numbers/unknown", [known]), graph.Constant("numbers/indicated", indicated, indicated.Length)],
            AttributeValue.Int("axis", 1));
        parts.Add(graph.Node("Cast", "numbers/indicators", [missing], AttributeValue.Int("to", (long)ElementType.Float)));

        string PerColumn(string name, Func<NumberFeature, float> value) =>
            graph.Constant(name, [.. numbers.Select(value)], 1, numbers.Length);
    }

    private static string OneHot(GraphBuilder graph, CategoryFeature feature)
    {
        // [N, 1] compared with [1, categories] broadcasts to [N, categories].
        var categories = graph.Constant($"{feature.Column}/categories", [.. feature.Categories], 1, feature.Categories.Length);
        var equal = graph.Node("Equal", $"{feature.Column}/equal", [feature.Column, categories]);
        return graph.Node("Cast", $"{feature.Column}/one-hot", [equal], AttributeValue.Int("to", (long)ElementType.Float));
    }
}
