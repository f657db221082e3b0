using CsCheck;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Onnx;

/// <summary>The exported graph against the library that trained it: the same probabilities and labels for every row.</summary>
public sealed class ExportParityTests
{
    /// <summary>
    /// Single precision has 24 bits (6e-8); sums of a few dozen terms and one exponential may lose 3 of them. Labels are compared
    /// where the two best classes are further apart than that.
    /// </summary>
    private const float Bound = 1e-6f;

    public static TheoryData<Algorithm, string> Cases { get; } = new(
        from algorithm in Tables.Classifiers
        from label in new[] { "species", "sex" }
        select (algorithm, label));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_row_predicts_as_in_training(Algorithm algorithm, string label)
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm, label));
        ShouldAgree(result, Tables.Penguins);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_with_missing_values_and_unseen_words_predict_as_in_training(Algorithm algorithm, string label)
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm, label));
        var hostile = Tables.Penguins.Rows.SelectMany(row => Enumerable.Range(0, row.Length).SelectMany(column => new[]
        {
            Changed(row, column, null),
            Changed(row, column, column is 0 or 1 or 6 ? "Atlantis" : "-1e38"),
            Changed(row, column, column is 0 or 1 or 6 ? "Ünïcode, \"quoted\"" : "1e30"),
        })).Append(new string?[Tables.Penguins.Columns.Length]);
        ShouldAgree(result, Tables.Penguins.With(hostile));
    }

    [Fact]
    public void Random_tables_predict_as_in_training() =>
        Gen.Select(Gen.Int[2, 4], Gen.Int[30, 80], Gen.Int, Gen.Int[0, 1], Gen.Int[1, 60]).Sample((classes, rows, seed, choice, size) =>
        {
            var algorithm = Tables.Classifiers[choice];
            var random = new Random(seed);
            var table = Tables.Of("y,number,gaps,word",
                Enumerable.Range(0, rows).Select(i => string.Join(',',
                    $"class{i % classes}",
                    (random.NextSingle() * 1e3f + i % classes).ToString("R", null),
                    random.Next(3) == 0 ? "" : random.Next(-5, 5).ToString("D", null),
                    "abc"[random.Next(3)].ToString())));
            var options = Tables.Options(algorithm, "y", seed) with
            {
                Hyperparameters = new Hyperparameters
                {
                    Trees = size,
                    Leaves = size + 1,
                    MinRowsPerLeaf = 61 - size,
                    LearningRate = 0.01 * size,
                    RowFraction = 0.8,
                    FeatureFraction = 0.7,
                    Bins = size + 1,
                    L1 = 0.01 * size,
                    L2 = 1d / size,
                },
            };
            ShouldAgree(TrainingPipeline.Run(table, options), table);
        }, iter: 20, threads: 1);

    private static void ShouldAgree(TrainingResult result, Table rows)
    {
        var expected = result.Predictor.Predict(result.Features.Vectors(rows));
        using var model = new OnnxModel(result.Model.AsSpan());
        var actual = model.Run(rows, result.Features);

        actual.Labels.Length.ShouldBe(rows.Rows.Count);
        for (var row = 0; row < expected.Length; row++)
        {
            for (var c = 0; c < expected[row].Length; c++)
                Math.Abs(expected[row][c] - actual.Probabilities[row][c]).ShouldBeLessThan(Bound, $"row {row}, class {c}");
            var best = expected[row].OrderDescending().Take(2).ToArray();
            if (best[0] - best[1] > 2 * Bound)
                actual.Labels[row].ShouldBe(result.Task.Prediction(expected[row]), $"row {row}");
        }
    }

    private static string?[] Changed(string?[] row, int column, string? value) =>
        [.. row.Select((cell, i) => i == column ? value : cell)];
}
