using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Tasks;

/// <summary>What is predicted, and all that follows from it.</summary>
/// <param name="Label">The predicted column.</param>
public abstract record LearningTask(string Label)
{
    /// <summary>How many classes; null when a number is predicted.</summary>
    public abstract int? Classes { get; }

    /// <summary>The task that a table's label sets; every row has a label.</summary>
    /// <exception cref="DataException">The label cannot be predicted.</exception>
    public static LearningTask Of(TaskKind kind, Table table, string label)
    {
        if (table.Rows.Count == 0) throw new DataException($"no row has a label in column '{label}'; there is nothing to learn from");
        return kind == TaskKind.Classification ? new Classification(LabelColumn.Of(table, label)) : new Regression(label);
    }

    /// <summary>What a learner is to predict for each row: a class index or a number.</summary>
    /// <exception cref="DataException">A label is no number, or no class that training knows.</exception>
    public abstract float[] Targets(Table table);

    /// <summary>Divides rows into those to learn from and those to judge with.</summary>
    public abstract HoldoutSplit Split(float[] targets, double fraction, int seed);

    /// <summary>How well predictions do.</summary>
    public abstract Metrics Measure(float[] targets, float[][] predictions);

    /// <summary>The figure that learning itself makes smaller, and its name among the metrics.</summary>
    public abstract (string Name, double Value) Loss(float[] targets, float[][] predictions);

    /// <summary>What a prediction says: the class's name, or the number.</summary>
    public abstract string Prediction(float[] outputs);

    /// <summary>
    /// What a prediction is ranked by: the probability of the second of two classes, that of the predicted one of more, or the number.
    /// </summary>
    public abstract float Score(float[] outputs);

    /// <summary>Ends a graph: from a predictor's outputs to those of the model.</summary>
    public abstract void Finish(GraphBuilder graph, IPredictor predictor, string features);
}
