using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Tasks;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Parameters;

public sealed class KnownParametersTests
{
    [Fact]
    public void Every_parameter_reaches_its_place_however_its_name_is_written()
    {
        var options = Apply(("LABEL", "y"), ("task", "regression"), ("algorithm", "linear-regression"), ("holdout", "0.5"),
            ("ignore", "a, b"), ("Id", "c"), ("iterations", "7"), ("trees", "8.0"), ("learning_rate", "1e-2"), ("leaves", "9"),
            ("min.rows.per.leaf", "10"), ("row-fraction", "0.7"), ("FEATURE_FRACTION", "0.6"), ("bins", "11"), ("l1", "0"), ("l2", "2"));

        options.Label.ShouldBe("y");
        options.Task.ShouldBe(TaskKind.Regression);
        options.Algorithm.ShouldBe(Algorithm.LinearRegression);
        options.Holdout.ShouldBe(0.5);
        options.Ignored.Order().ShouldBe(["a", "b"]);
        options.Id.ShouldBe("c");
        options.Hyperparameters.ShouldBe(new Hyperparameters
        {
            Iterations = 7,
            Trees = 8,
            LearningRate = 0.01,
            Leaves = 9,
            MinRowsPerLeaf = 10,
            RowFraction = 0.7,
            FeatureFraction = 0.6,
            Bins = 11,
            L1 = 0,
            L2 = 2,
        });
    }

    [Fact]
    public void Columns_with_commas_are_ignored_by_a_json_array() =>
        Apply(("label", "y"), ("ignore", """["a, b","c"]""")).Ignored.Order().ShouldBe(["a, b", "c"]);

    [Theory]
    [InlineData("depth", "3", "unknown parameter 'depth'; known are label, task, algorithm")]
    [InlineData("learning-rate", "0", "learning-rate must be a number, greater than 0 and at most 1; it is '0'")]
    [InlineData("learning-rate", "NaN", "it is 'NaN'")]
    [InlineData("learning-rate", "fast", "it is 'fast'")]
    [InlineData("leaves", "1", "leaves must be a whole number from 2 to 1024; it is '1'")]
    [InlineData("leaves", "3.5", "it is '3.5'")]
    [InlineData("trees", "1e9", "it is '1e9'")]
    [InlineData("l2", "-1", "l2 must be a number, 0 to 1000000")]
    [InlineData("l1", "Infinity", "it is 'Infinity'")]
    [InlineData("holdout", "1", "holdout must be a number, greater than 0 and less than 1")]
    [InlineData("task", "ranking", "task must be one of classification, regression; it is 'ranking'")]
    [InlineData("algorithm", "linear-regression", "linear-regression predicts numbers; choose the task regression")]
    [InlineData("id", "y", "'y' cannot be both label and id")]
    [InlineData("ignore", "[1", "ignore starts like a JSON array")]
    [InlineData("LABEL", "z", "parameters 'label' and 'LABEL' are the same")]
    public void Wrong_parameter_is_refused_with_what_is_right(string name, string value, string message) =>
        Should.Throw<ParameterException>(() => Apply(("label", "y"), (name, value))).Message.ShouldContain(message);

    [Fact]
    public void Missing_label_is_refused() =>
        Should.Throw<ParameterException>(() => Apply(("trees", "3"))).Message.ShouldContain("label is missing");

    [Fact]
    public void Logistic_regression_of_a_number_is_refused() =>
        Should.Throw<ParameterException>(() => Apply(("label", "y"), ("task", "regression"), ("algorithm", "logistic-regression")))
            .Message.ShouldContain("logistic-regression predicts classes");

    private static TrainingOptions Apply(params (string Name, string Value)[] values) =>
        KnownParameters.Apply(new TrainingOptions(), values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
}
