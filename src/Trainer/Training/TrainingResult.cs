using System.Collections.Immutable;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Tasks;

namespace Modelwright.Trainer.Training;

/// <summary>What a training run found.</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Features">The inputs and their preprocessing.</param>
/// <param name="Predictor">What was trained.</param>
/// <param name="Model">The ONNX file's bytes.</param>
/// <param name="Training">The rows it learned from, in file order, with all columns.</param>
/// <param name="UnlabelledRows">How many rows were left aside because their label is missing.</param>
/// <param name="Holdout">The rows held out, in file order, with all columns.</param>
/// <param name="HoldoutIds">What each held-out row is called: its cell of the id column, or its number in the data, from 1.</param>
/// <param name="Metrics">How well it does on them.</param>
/// <param name="Iteration">How many iterations it learned.</param>
/// <param name="IsStopped">Whether it was asked to stop before it was done.</param>
public sealed record TrainingResult(
    LearningTask Task,
    FeatureSet Features,
    IPredictor Predictor,
    ImmutableArray<byte> Model,
    Table Training,
    int UnlabelledRows,
    Table Holdout,
    ImmutableArray<string> HoldoutIds,
    Metrics Metrics,
    int Iteration,
    bool IsStopped);
