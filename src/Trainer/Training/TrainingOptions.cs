using System.Collections.Immutable;
using Modelwright.Trainer.Algorithms;

namespace Modelwright.Trainer.Training;

/// <summary>What one training run is asked to do; together with the data and this program it determines the model's bytes.</summary>
/// <param name="Data">The CSV file.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Algorithm">What learns.</param>
/// <param name="Seed">Fixes the split and everything random in learning.</param>
/// <param name="Holdout">Share of rows held out, in (0, 1).</param>
/// <param name="Ignored">Columns that are neither label nor input.</param>
public sealed record TrainingOptions(
    string Data, string Label, Algorithm Algorithm, int Seed, double Holdout, ImmutableHashSet<string> Ignored);
