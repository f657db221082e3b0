using System.Collections.Immutable;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Tasks;

namespace Modelwright.Trainer.Training;

/// <summary>What one training run is asked to do; together with the data and this program it determines the model's bytes.</summary>
public sealed record TrainingOptions
{
    /// <summary>The column to predict.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the label is.</summary>
    public TaskKind Task { get; init; } = TaskKind.Classification;

    /// <summary>What learns; null: boosted trees.</summary>
    public Algorithm? Algorithm { get; init; }

    /// <summary>Fixes the split and everything random in learning.</summary>
    public int Seed { get; init; }

    /// <summary>Share of rows held out, in (0, 1).</summary>
    public double Holdout { get; init; } = 0.25;

    /// <summary>Columns that are neither label nor input.</summary>
    public ImmutableHashSet<string> Ignored { get; init; } = [];

    /// <summary>The column that names each row, no input either; null: rows are numbered.</summary>
    public string? Id { get; init; }

    /// <summary>How to learn.</summary>
    public Hyperparameters Hyperparameters { get; init; } = new();

    /// <summary>These options, if they fit together.</summary>
    /// <exception cref="ParameterException">They do not.</exception>
    public TrainingOptions Checked()
    {
        if (Label.Length == 0) throw new ParameterException("label is missing; name the column to predict");
        var other = Task == TaskKind.Classification ? Algorithms.Algorithm.LinearRegression : Algorithms.Algorithm.LogisticRegression;
        if (Algorithm == other)
            throw new ParameterException(Task == TaskKind.Classification
                ? "linear-regression predicts numbers; choose the task regression, or logistic-regression or fast-tree"
                : "logistic-regression predicts classes; choose the task classification, or linear-regression or fast-tree");
        return Id == Label ? throw new ParameterException($"'{Label}' cannot be both label and id") : this;
    }
}
