using System.Collections.Immutable;

namespace Modelwright.Trainer.Data;

/// <summary>The classes of a label column and the class of each row.</summary>
/// <param name="Name">The column.</param>
/// <param name="Classes">Class names in ordinal order; a prediction's index points here.</param>
public sealed record LabelColumn(string Name, ImmutableArray<string> Classes)
{
    /// <summary>Most classes a label may have.</summary>
    public const int MaxClasses = 100;

    /// <summary>Finds the classes of a table whose every row has a label.</summary>
    /// <exception cref="DataException">Fewer than 2 or more than <see cref="MaxClasses"/> classes.</exception>
    public static LabelColumn Of(Table table, string column)
    {
        var classes = table.Values(column).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        return classes.Length switch
        {
            < 2 => throw new DataException($"label '{column}' has {classes.Length} classes; at least 2 are needed"),
            > MaxClasses => throw new DataException(
                $"label '{column}' has {classes.Length} classes, the limit is {MaxClasses}; " +
                "is it a number to be predicted (task regression), or an identifier?"),
            _ => new LabelColumn(column, classes),
        };
    }

    /// <summary>The class index of each row.</summary>
    /// <exception cref="DataException">A label is none of the classes.</exception>
    public int[] Indices(Table table) => [.. table.Values(Name).Select(value =>
        Classes.BinarySearch(value!, StringComparer.Ordinal) is >= 0 and var index
            ? index
            : throw new DataException($"label '{Name}' is '{Table.Shown(value)}' in the holdout, a class that no training row has"))];
}
