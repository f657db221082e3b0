using System.Collections.Immutable;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Features;

namespace Modelwright.Trainer.Training;

/// <summary>What a training run found.</summary>
/// <param name="Label">The predicted column and its classes.</param>
/// <param name="Features">The inputs and their preprocessing.</param>
/// <param name="Classifier">The trained classifier.</param>
/// <param name="Model">The ONNX file's bytes.</param>
/// <param name="TrainingRows">How many rows it learned from.</param>
/// <param name="UnlabelledRows">How many rows were left aside because their label is missing.</param>
/// <param name="Holdout">The rows held out, in file order, with all columns.</param>
/// <param name="Metrics">How well it does on them.</param>
public sealed record TrainingResult(
    LabelColumn Label,
    FeatureSet Features,
    IClassifier Classifier,
    ImmutableArray<byte> Model,
    int TrainingRows,
    int UnlabelledRows,
    Table Holdout,
    ClassificationMetrics Metrics);
