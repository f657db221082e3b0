using System.Collections.Immutable;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Tasks;

namespace Modelwright.Trainer.Training;

/// <summary>The rows of a run and the part that each plays.</summary>
/// <param name="Task">What the label sets as task.</param>
/// <param name="Columns">Rows that say which columns are numbers.</param>
/// <param name="Training">Rows to learn from.</param>
/// <param name="Holdout">Rows to judge with.</param>
/// <param name="HoldoutIds">What each of them is called.</param>
/// <param name="UnlabelledRows">How many rows have no label.</param>
internal sealed record TrainingData(
    LearningTask Task, Table Columns, Table Training, Table Holdout, ImmutableArray<string> HoldoutIds, int UnlabelledRows)
{
    /// <summary>Splits a table, or takes the holdout that is given.</summary>
    /// <exception cref="DataException">The label cannot be predicted, or there are too few rows.</exception>
    public static TrainingData Of(Table table, Table? holdout, TrainingOptions options)
    {
        var (labelled, ids) = Labelled(table, options);
        var task = LearningTask.Of(options.Task, labelled, options.Label);
        var unlabelled = table.Rows.Count - labelled.Rows.Count;
        if (holdout is null)
        {
            var split = task.Split(task.Targets(labelled), options.Holdout, options.Seed);
            return new TrainingData(task, labelled, labelled.Select(split.Training), labelled.Select(split.Holdout),
                [.. split.Holdout.Select(row => ids[row])], unlabelled);
        }

        var (judging, judgingIds) = Labelled(holdout, options);
        if (judging.Rows.Count == 0) throw new DataException($"no row of the holdout has a label in column '{options.Label}'");
        return new TrainingData(
            task, labelled, labelled, judging, judgingIds, unlabelled + holdout.Rows.Count - judging.Rows.Count);
    }

    private static (Table Rows, ImmutableArray<string> Ids) Labelled(Table table, TrainingOptions options)
    {
        var label = table.Position(options.Label);
        var id = options.Id is { } column ? table.Position(column) : (int?)null;
        var rows = Enumerable.Range(0, table.Rows.Count).Where(row => table.Rows[row][label] is not null).ToArray();
        return (table.Select(rows), [.. rows.Select(row => id is { } at && table.Rows[row][at] is { } name ? name : $"{row + 1}")]);
    }
}
