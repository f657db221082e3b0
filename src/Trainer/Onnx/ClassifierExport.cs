using System.Collections.Immutable;
using System.Text.Json;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Features;

namespace Modelwright.Trainer.Onnx;

/// <summary>Writes preprocessing and classifier as one ONNX model that takes raw rows.</summary>
public static class ClassifierExport
{
    /// <summary>The model's bytes; the same content gives the same bytes.</summary>
    public static byte[] ToOnnx(FeatureSet features, IClassifier classifier, string label, ImmutableArray<string> classes)
    {
        var graph = new GraphBuilder("classifier");
        var probabilities = classifier.AddTo(graph, PreprocessingGraph.Add(graph, features));
        var best = graph.Node("ArgMax", "best", [probabilities], AttributeValue.Int("axis", 1), AttributeValue.Int("keepdims", 0));
        graph.Node("Gather", ModelNames.Label, [graph.Constant("classes", [.. classes], classes.Length), best]);
        graph.Output(ModelNames.Label, ElementType.String, null, "the most probable class");
        graph.Output(ModelNames.Probabilities, ElementType.Float, classes.Length, $"the probability of {string.Join(", ", classes)}");
        graph.Metadata(ModelNames.Classes, JsonSerializer.Serialize(classes.ToArray()));
        return graph.Build($"predicts {label}");
    }
}
