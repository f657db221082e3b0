using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Training;

public sealed class TrainingPipelineTests
{
    public static TheoryData<Algorithm> Algorithms { get; } = [.. Tables.Classifiers];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Same_seed_gives_the_same_bytes_and_another_one_others(Algorithm algorithm)
    {
        var first = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm, seed: 3));
        var second = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm, seed: 3));
        var other = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm, seed: 4));

        second.Model.ShouldBe(first.Model);
        second.Metrics.Figures.ShouldBe(first.Metrics.Figures);
        other.Model.SequenceEqual(first.Model).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Penguins_are_told_apart(Algorithm algorithm)
    {
        var result = TrainingPipeline.Run(Tables.Penguins, Tables.Options(algorithm));

        result.Training.Rows.Count.ShouldBe(258);
        result.Holdout.Rows.Count.ShouldBe(86);
        result.Metrics.Figures["accuracy"].ShouldBeGreaterThan(0.95);
        result.Metrics.Figures["log_loss"].ShouldBeLessThan(0.1);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Labels_without_relation_to_the_data_are_not_learned(Algorithm algorithm)
    {
        var random = new Random(5);
        var table = Tables.Of("x,y", Enumerable.Range(0, 2000).Select(_ => $"{random.NextDouble():R},{"ab"[random.Next(2)]}"));

        TrainingPipeline.Run(table, Tables.Options(algorithm, "y")).Metrics.Figures["accuracy"].ShouldBeInRange(0.4, 0.6);
    }

    [Fact]
    public void Rows_without_a_label_are_left_aside_and_counted()
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 20).Select(i => $"{i},{(i < 5 ? "" : i < 12 ? "a" : "b")}"));

        var result = TrainingPipeline.Run(table, Tables.Options(Algorithm.LogisticRegression, "y"));

        result.UnlabelledRows.ShouldBe(5);
        (result.Training.Rows.Count + result.Holdout.Rows.Count).ShouldBe(15);
    }

    [Theory]
    [InlineData("z", "no column 'z'")]
    [InlineData("same", "has 1 classes")]
    [InlineData("id", "has 150 classes")]
    public void Label_that_cannot_be_predicted_is_refused(string label, string message)
    {
        var table = Tables.Of("same,id,x", Enumerable.Range(0, 150).Select(i => $"s,{i},{i}"));

        Should.Throw<DataException>(() => TrainingPipeline.Run(table, Tables.Options(Algorithm.FastTree, label)))
            .Message.ShouldContain(message);
    }
}
