using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Tests.Features;

public sealed class FeaturePlanTests
{
    [Fact]
    public void Make_a_tensor_per_column_is_found_by_name_in_any_order()
    {
        var plan = Plan(["b", "a", "id"], [("a", [-1, 1]), ("b", [-1])]);
        Places(plan).ShouldBe([("b", false, 1, 0, 1), ("a", false, 0, 0, 1)]);
        plan.PassedOver.ShouldBe(["id"]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Make_one_matrix_has_the_columns_that_are_left_in_the_profiles_order(long width)
    {
        var plan = Plan(["a", "prediction", "b", "c"], [("x", [-1, width])], [("label", [-1])]);
        Places(plan).ShouldBe([("a", false, 0, 0, 3), ("prediction", true, 0, 0, 1), ("b", false, 0, 1, 3), ("c", false, 0, 2, 3)]);
        plan.PassedOver.ShouldBeEmpty();
    }

    [Fact]
    public void Make_a_matrix_beside_columns_takes_the_rest() =>
        Places(Plan(["word", "a", "b"], [("x", [-1, 2]), ("word", [-1, 1])]))
            .ShouldBe([("word", false, 1, 0, 1), ("a", false, 0, 0, 2), ("b", false, 0, 1, 2)]);

    [Fact]
    public void Make_a_matrix_of_another_width_is_not_guessed_at()
    {
        var plan = Plan(["a", "b", "label column"], [("x", [-1, 2])]);
        plan.Places.ShouldBeEmpty();
        plan.PassedOver.ShouldBe(["a", "b", "label column"]);
    }

    [Fact]
    public void Make_images_and_texts_of_words_are_no_columns() =>
        Plan(["a"], [("x", [-1, 3, 48])]).PassedOver.ShouldBe(["a"]);

    [Fact]
    public void Make_outputs_are_found_by_name_element_and_as_prediction() =>
        Places(Plan(["score", "probabilities[2]", "prediction", "probabilities[3]", "probabilities[x]", "probabilities[-1]"],
                [("x", [-1, 9])], [("probabilities", [-1, 3]), ("score", [-1, 1]), ("label", [-1])]))
            .ShouldBe([("score", true, 1, 0, 1), ("probabilities[2]", true, 0, 2, 3), ("prediction", true, 2, 0, 1)]);

    [Theory]
    [InlineData(new[] { "label", "prediction" }, 1)]
    [InlineData(new[] { "y", "label" }, 1)]
    [InlineData(new[] { "y", "z" }, 0)]
    public void PredictionOutput_is_named_or_the_first(string[] outputs, int expected) =>
        FeaturePlan.PredictionOutput(Signature([], [.. outputs.Select(name => (name, new long[] { -1 }))])).ShouldBe(expected);

    [Fact]
    public void Make_more_columns_than_are_counted_leaves_the_rest_out()
    {
        string[] names = [.. Enumerable.Range(0, FeaturePlan.MaxColumns + 2).Select(i => $"c{i}")];
        var plan = Plan(names, [.. names.Select(name => (name, new long[] { -1, 1 }))]);
        plan.Places.Count.ShouldBe(FeaturePlan.MaxColumns);
        plan.PassedOver.ShouldBe(["c1000", "c1001"]);
    }

    private static IEnumerable<(string, bool, int, int, int)> Places(FeaturePlan plan) =>
        plan.Places.Select(place => (place.Column.Name, place.IsOutput, place.Tensor, place.Element, place.Width));

    private static FeaturePlan Plan(
        string[] columns, (string Name, long[] Shape)[] inputs, (string Name, long[] Shape)[]? outputs = null) =>
        FeaturePlan.Make(
            new ReferenceProfile(1, [.. columns.Select(name => new ColumnProfile(name, 0) { Numeric = new([], [0], 0, 0) })]),
            Signature(inputs, outputs ?? []));

    private static ModelSignature Signature((string Name, long[] Shape)[] inputs, (string Name, long[] Shape)[] outputs) => new(
        [.. inputs.Select(input => new TensorSignature(input.Name, Datatype.Float32, input.Shape, isRankKnown: true))],
        [.. outputs.Select(output => new TensorSignature(output.Name, Datatype.Float32, output.Shape, isRankKnown: true))]);
}
