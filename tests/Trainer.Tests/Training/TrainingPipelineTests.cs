using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Training;

public sealed class TrainingPipelineTests
{
    public static TheoryData<Algorithm> Algorithms { get; } = [.. Tables.Classifiers];

    public static TheoryData<Algorithm> Regressors { get; } = [.. Tables.Regressors];

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

    [Theory]
    [MemberData(nameof(Regressors))]
    public void Same_seed_gives_the_same_regression_and_another_one_another(Algorithm algorithm)
    {
        var first = TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm, seed: 3));

        TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm, seed: 3)).Model.ShouldBe(first.Model);
        TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm, seed: 4)).Model.SequenceEqual(first.Model).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Regressors))]
    public void Penguins_are_weighed(Algorithm algorithm) =>
        TrainingPipeline.Run(Tables.Penguins, Tables.NumberOptions(algorithm)).Metrics.Figures["r2"].ShouldBeGreaterThan(0.75);

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e-6)]
    [InlineData(1e30)]
    public void Unit_of_the_label_changes_nothing_but_the_unit(double unit)
    {
        foreach (var algorithm in Tables.Regressors)
        {
            var rows = Enumerable.Range(0, 80).Select(i => (X: i * 7 % 80, Y: 5 + (i * 7 % 80 * 0.1)));
            var plain = Measured(rows.Select(r => $"{r.X},{r.Y:R}"));
            var scaled = Measured(rows.Select(r => $"{r.X},{r.Y * unit:R}"));

            (scaled["rmse"] / unit).ShouldBe(plain["rmse"], 1e-3);

            IReadOnlyDictionary<string, double> Measured(IEnumerable<string> lines) =>
                TrainingPipeline.Run(Tables.Of("x,y", lines), Tables.NumberOptions(algorithm, "y")).Metrics.Figures;
        }
    }

    [Fact]
    public void Given_holdout_judges_and_all_other_rows_are_learned()
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 60).Select(i => $"{i},{i / 30}"));
        var holdout = Tables.Of("y,x", "1,59", "0,3", ",5");

        var result = TrainingPipeline.Run(table, Tables.Options(Algorithm.FastTree, "y"), holdout);

        result.Training.Rows.Count.ShouldBe(60);
        result.Holdout.Rows.Count.ShouldBe(2);
        result.HoldoutIds.ShouldBe(["1", "2"]);
        result.UnlabelledRows.ShouldBe(1);
        result.Metrics.Figures["accuracy"].ShouldBe(1);
    }

    [Theory]
    [InlineData("x,y", "1,2", "'2' in the holdout, a class that no training row has")]
    [InlineData("x,y", "many,1", "'many' is no number")]
    [InlineData("z,y", "1,1", "no column 'x'")]
    [InlineData("x,y", "1,", "no row of the holdout has a label")]
    public void Holdout_that_does_not_fit_is_refused(string header, string row, string message)
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 60).Select(i => $"{i},{i / 30}"));

        Should.Throw<DataException>(() =>
                TrainingPipeline.Run(table, Tables.Options(Algorithm.LogisticRegression, "y"), Tables.Of(header, row)))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Rows_are_called_by_their_id_or_their_number()
    {
        var table = Tables.Of("name,x,y", Enumerable.Range(0, 400).Select(i => $"{(i == 0 ? "" : $"n{i}")},{i},{i % 2}"));
        var options = Tables.Options(Algorithm.LogisticRegression, "y") with { Id = "name" };

        var result = TrainingPipeline.Run(table, options);
        var numbered = TrainingPipeline.Run(table, options with { Id = null, Ignored = ["name"] });

        result.Features.All.Select(f => f.Column).ShouldBe(["x"]);
        result.HoldoutIds.ShouldBe(result.Holdout.Rows.Select(row => row[0] ?? "1"));
        numbered.HoldoutIds.ShouldBe(numbered.Holdout.Rows.Select(row => $"{int.Parse(row[1]!, null) + 1}"));
    }

    [Theory]
    [InlineData("red", "is 'red'")]
    [InlineData("inf", "is 'inf'")]
    [InlineData("1e39", "is '1e39'")]
    public void Label_that_is_no_number_is_refused_in_a_regression(string label, string message)
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 20).Select(i => $"{i},{(i == 7 ? label : "1")}"));

        Should.Throw<DataException>(() => TrainingPipeline.Run(table, Tables.NumberOptions(Algorithm.FastTree, "y")))
            .Message.ShouldContain(message);
    }
}
