using Modelwright.Testing;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Tasks;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests;

/// <summary>Data that the tests share.</summary>
internal static class Tables
{
    public static Table Penguins { get; } = CsvTable.Read(Repository.File("samples", "penguins", "penguins.csv"));

    public static Algorithm[] Classifiers { get; } = [Algorithm.LogisticRegression, Algorithm.FastTree];

    public static Algorithm[] Regressors { get; } = [Algorithm.LinearRegression, Algorithm.FastTree];

    public static TrainingOptions Options(Algorithm algorithm, string label = "species", int seed = 1) =>
        new() { Label = label, Algorithm = algorithm, Seed = seed };

    /// <summary>Predicting the penguins' weight.</summary>
    public static TrainingOptions NumberOptions(Algorithm algorithm, string label = "body_mass_g", int seed = 1) =>
        new() { Label = label, Task = TaskKind.Regression, Algorithm = algorithm, Seed = seed };

    /// <summary>Columns <paramref name="header"/> (comma-separated) and rows of comma-separated cells; an empty cell is missing.</summary>
    public static Table Of(string header, params IEnumerable<string> rows) => new(
        [.. header.Split(',')],
        [.. rows.Select(row => row.Split(',').Select(cell => cell.Length == 0 ? null : cell).ToArray())]);

    /// <summary>A table with the same columns whose rows are replaced.</summary>
    public static Table With(this Table table, IEnumerable<string?[]> rows) => new([.. table.Columns], [.. rows]);
}
