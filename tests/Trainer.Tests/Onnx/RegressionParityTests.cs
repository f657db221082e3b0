using CsCheck;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Onnx;

/// <summary>The exported graph of a regression against the code that trained it: the same number for every row.</summary>
public sealed class RegressionParityTests
{
    /// <summary>Relative to the spread of the predictions: single precision over sums of at most some hundred terms.</summary>
    private const double Bound = 1e-5;

    public static TheoryData<Algorithm> Algorithms { get; } = [.. Tables.Regressors];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_row_predicts_as_in_training(Algorithm algorithm) =>
        ShouldAgree(TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm)), Tables.Penguins);

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Rows_with_missing_values_and_unseen_words_predict_as_in_training(Algorithm algorithm)
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm));
        var hostile = Tables.Penguins.Rows.Take(40).SelectMany(row => Enumerable.Range(0, row.Length).Select(column =>
            row.Select((cell, i) => i == column ? (i is 0 or 1 or 6 ? "Atlantis" : null) : cell).ToArray()));

        ShouldAgree(result, Tables.Penguins.With(hostile.Append(new string?[Tables.Penguins.Columns.Length])));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void One_output_is_the_number(Algorithm algorithm)
    {
        using var model = new OnnxModel(TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm)).Model.AsSpan());

        var (name, output) = model.Session.OutputMetadata.ShouldHaveSingleItem();

        name.ShouldBe("prediction");
        output.ElementType.ShouldBe(typeof(float));
        output.Dimensions.ShouldBe([-1]);
        output.SymbolicDimensions.ShouldBe(["N"]);
        model.Session.ModelMetadata.Description.ShouldBe("predicts body_mass_g");
    }

    [Fact]
    public void Random_tables_and_parameters_predict_as_in_training() =>
        Gen.Select(Gen.Int[20, 80], Gen.Int, Gen.Int[0, 1], Gen.Int[2, 30], Gen.Int[1, 200]).Sample((rows, seed, choice, leaves, least) =>
        {
            var random = new Random(seed);
            var table = Tables.Of("y,number,gaps,word",
                Enumerable.Range(0, rows).Select(i => string.Join(',',
                    ((random.NextSingle() * 1e3f) - 500).ToString("R", null),
                    (random.NextSingle() * 1e3f).ToString("R", null),
                    random.Next(3) == 0 ? "" : random.Next(-5, 5).ToString("D", null),
                    "abc"[random.Next(3)].ToString())));
            var options = Tables.NumberOptions(Tables.Regressors[choice], "y", seed) with
            {
                Hyperparameters = new Hyperparameters { Leaves = leaves, MinRowsPerLeaf = least, RowFraction = 0.8, L1 = 0.01 },
            };
            ShouldAgree(TrainingPipeline.Run(table, options), table);
        }, iter: 15, threads: 1);

    private static void ShouldAgree(TrainingResult result, Table rows)
    {
        var expected = Array.ConvertAll(result.Predictor.Predict(result.Features.Vectors(rows)), p => p[0]);
        using var model = new OnnxModel(result.Model.AsSpan());
        var actual = model.RunNumbers(rows, result.Features);

        actual.Length.ShouldBe(rows.Rows.Count);
        var bound = Bound * (1 + expected.Max(MathF.Abs));
        for (var row = 0; row < expected.Length; row++)
            Math.Abs((double)expected[row] - actual[row]).ShouldBeLessThan(bound, $"row {row}");
    }
}
