using Microsoft.ML.OnnxRuntime;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Onnx;

/// <summary>What somebody who only has the model file sees.</summary>
public sealed class ExportedModelTests
{
    public static TheoryData<Algorithm> Algorithms { get; } = [.. Tables.Classifiers];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Inputs_are_the_raw_columns_and_outputs_label_and_probabilities(Algorithm algorithm)
    {
        using var model = new OnnxModel(TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm)).Model.AsSpan());

        model.Session.InputMetadata.Select(i => $"{i.Key} {i.Value.ElementDataType} {string.Join(',', i.Value.Dimensions)}")
            .ShouldBe([
                "island String -1,1",
                "bill_length_mm Float -1,1",
                "bill_depth_mm Float -1,1",
                "flipper_length_mm Float -1,1",
                "body_mass_g Float -1,1",
                "sex String -1,1",
            ]);
        model.Session.InputMetadata.Values.ShouldAllBe(i => i.SymbolicDimensions[0] == "N");
        model.Session.OutputMetadata.Select(o => $"{o.Key} {o.Value.ElementDataType} {string.Join(',', o.Value.Dimensions)}")
            .ShouldBe(["label String -1", "probabilities Float -1,3"]);
        model.Session.ModelMetadata.CustomMetadataMap["modelwright.io/classes"].ShouldBe("""["Adelie","Chinstrap","Gentoo"]""");
        model.Session.ModelMetadata.Description.ShouldBe("predicts species");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Row_alone_predicts_as_in_a_batch(Algorithm algorithm)
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm));
        using var model = new OnnxModel(result.Model.AsSpan());
        var batch = model.Run(Tables.Penguins, result.Features);

        for (var row = 0; row < Tables.Penguins.Rows.Count; row += 7)
        {
            var alone = model.Run(Tables.Penguins.Select([row]), result.Features);
            alone.Labels.ShouldBe([batch.Labels[row]]);
            for (var c = 0; c < 3; c++) alone.Probabilities[0][c].ShouldBe(batch.Probabilities[row][c], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Number_far_outside_a_narrow_column_gives_an_answer(Algorithm algorithm)
    {
        var table = Tables.Of("x,z,y", Enumerable.Range(0, 60).Select(i => $"{i * 1e-12:R},{1 - i * 1e-9:R},{"ab"[i / 30]}"));
        using var model = new OnnxModel(TrainingPipeline.Run(table, Tables.Options(algorithm, "y")).Model.AsSpan());

        model.Run(OnnxModel.Input("x", [9e37f, -9e37f]), OnnxModel.Input("z", [-9e37f, -9e37f]))
            .Probabilities.ShouldAllBe(p => p.All(float.IsFinite));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Probabilities_sum_to_1_whatever_the_input(Algorithm algorithm)
    {
        using var model = new OnnxModel(TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm)).Model.AsSpan());
        float[] extremes = [0, -1, 1e-45f, 9.9e37f, -9.9e37f, float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

        var prediction = model.Run(Penguin(model, extremes));

        foreach (var probabilities in prediction.Probabilities)
        {
            probabilities.ShouldAllBe(p => p >= 0 && p <= 1);
            probabilities.Sum().ShouldBe(1, 1e-5);
        }
    }

    [Fact]
    public void Every_way_to_write_a_missing_number_is_the_same()
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.Options(Algorithm.LogisticRegression));
        using var model = new OnnxModel(result.Model.AsSpan());

        var predictions = model.Run(Penguin(model,
            [float.NaN, -1e38f, 1e38f, float.MinValue, float.PositiveInfinity, float.NegativeInfinity])).Probabilities;

        foreach (var probabilities in predictions) probabilities.ShouldBe(predictions[0]);
    }

    [Fact]
    public void Two_classes_give_two_probabilities_and_numeric_classes_are_named_as_they_stand()
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 60).Select(i => $"{i},{i / 30}"));
        foreach (var algorithm in Tables.Classifiers)
        {
            var result = TrainingPipeline.Run(table, Tables.Options(algorithm, "y"));
            using var model = new OnnxModel(result.Model.AsSpan());

            var prediction = model.Run(OnnxModel.Input<float>("x", [1, 58]));

            prediction.Labels.ShouldBe(["0", "1"]);
            prediction.Probabilities.ShouldAllBe(p => p.Length == 2);
        }
    }

    private static NamedOnnxValue[] Penguin(OnnxModel model, float[] number) =>
        [.. model.Session.InputMetadata.Select(input => input.Value.ElementType == typeof(string)
            ? OnnxModel.Input(input.Key, number.Select(_ => "Dream"))
            : OnnxModel.Input(input.Key, number))];
}
