using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Tasks;

namespace Modelwright.Trainer.Onnx;

/// <summary>Writes preprocessing and predictor as one ONNX model that takes raw rows.</summary>
public static class ModelExport
{
    /// <summary>The model's bytes; the same content gives the same bytes.</summary>
    public static byte[] ToOnnx(FeatureSet features, IPredictor predictor, LearningTask task)
    {
        var graph = new GraphBuilder(task.Classes is null ? "regressor" : "classifier");
        task.Finish(graph, predictor, PreprocessingGraph.Add(graph, features));
        return graph.Build($"predicts {task.Label}");
    }
}
