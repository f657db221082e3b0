using System.Text.Json;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Tasks;

/// <summary>Predicting one of two or more classes.</summary>
/// <param name="Column">The label and its classes.</param>
public sealed record Classification(LabelColumn Column) : LearningTask(Column.Name)
{
    /// <inheritdoc />
    public override int? Classes => Column.Classes.Length;

    /// <inheritdoc />
    public override float[] Targets(Table table) => Array.ConvertAll(Column.Indices(table), index => (float)index);

    /// <inheritdoc />
    public override HoldoutSplit Split(float[] targets, double fraction, int seed) =>
        HoldoutSplit.Stratified(Array.ConvertAll(targets, t => (int)t), fraction, seed);

    /// <inheritdoc />
    public override Metrics Measure(float[] targets, float[][] predictions) =>
        ClassificationMetrics.Of(Column.Classes, Array.ConvertAll(targets, t => (int)t), predictions);

    /// <inheritdoc />
    public override (string Name, double Value) Loss(float[] targets, float[][] predictions) =>
        ("log_loss", ClassificationMetrics.MeanLogLoss(Array.ConvertAll(targets, t => (int)t), predictions));

    /// <inheritdoc />
    public override string Prediction(float[] outputs) => Column.Classes[ClassificationMetrics.MostProbable(outputs)];

    /// <inheritdoc />
    public override float Score(float[] outputs) => outputs.Length == 2 ? outputs[1] : outputs.Max();

    /// <inheritdoc />
    public override void Finish(GraphBuilder graph, IPredictor predictor, string features)
    {
        var classes = Column.Classes;
        var probabilities = predictor.AddTo(graph, features, ModelNames.Probabilities);
        var best = graph.Node("ArgMax", "best", [probabilities], AttributeValue.Int("axis", 1), AttributeValue.Int("keepdims", 0));
        graph.Node("Gather", ModelNames.Label, [graph.Constant("classes", [.. classes], classes.Length), best]);
        graph.Output(ModelNames.Label, ElementType.String, null, "the most probable class");
        graph.Output(ModelNames.Probabilities, ElementType.Float, classes.Length, $"the probability of {string.Join(", ", classes)}");
        graph.Metadata(ModelNames.Classes, JsonSerializer.Serialize(classes.ToArray()));
    }
}
