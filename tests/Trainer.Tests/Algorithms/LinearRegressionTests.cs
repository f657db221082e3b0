using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Parameters;

namespace Modelwright.Trainer.Tests.Algorithms;

public sealed class LinearRegressionTests
{
    /// <summary>
    /// scikit-learn 1.2.1 of the same rows: Ridge(alpha=l2*n, solver="cholesky"), ElasticNet(alpha=l1+l2, l1_ratio=l1/(l1+l2), tol=1e-14).
    /// </summary>
    [Theory]
    [InlineData(0, 0.001, 2.226945386768661, -0.9271166075842509, 0.09634275619174013, -0.008578580018359608, 3.697171629055313)]
    [InlineData(0.0625, 0.03125, 1.509383777017951, -0.27793820216143617, 0, 0, 3.4976984178471118)]
    [InlineData(0.25, 0, 0.619933860835951, 0, 0, 0, 3.475469618265281)]
    public void Weights_are_those_of_scikit_learn(double l1, double l2, double a, double b, double c, double d, double bias)
    {
        var found = (LinearRegressor)Last(Input(l1, l2)).Predictor;

        found.Bias.ShouldBe((float)bias, 1e-5f);
        foreach (var (weight, expected) in found.Weights.Zip([a, b, c, d])) weight.ShouldBe((float)expected, 1e-5f);
    }

    [Fact]
    public void Rows_on_a_plane_are_met_exactly()
    {
        var input = Input(0, 0);
        input = input with { Targets = Array.ConvertAll(input.Features, x => 2 - (3 * x[0]) + x[3]) };

        var predicted = Last(input).Predictor.Predict(input.Features);

        foreach (var (p, y) in predicted.Zip(input.Targets)) p[0].ShouldBe(y, 1e-4f);
    }

    [Fact]
    public void Constant_and_repeated_features_do_no_harm()
    {
        var input = Input(0, 1e-3);
        var wide = input with { Features = Array.ConvertAll(input.Features, x => new[] { 7f, x[0], x[0], x[1] }) };

        var weights = ((LinearRegressor)Last(wide).Predictor).Weights;

        weights[0].ShouldBe(0);
        weights.ShouldAllBe(w => float.IsFinite(w));
    }

    internal static LearningInput Input(double l1, double l2, int? iterations = null)
    {
        var features = Enumerable.Range(0, 40)
            .Select(i => new[] { (i * 7 % 11 / 8f) - 0.5f, i * 3 % 5 / 4f, i * i % 13 / 16f, i % 2 }).ToArray();
        var targets = features.Select((x, i) => (2 * x[0]) - x[1] + (x[0] * x[2]) + 3 + (i * 5 % 7 / 4f)).ToArray();
        return new LearningInput(features, targets, null, new Hyperparameters { L1 = l1, L2 = l2, Iterations = iterations }, Seed: 1);
    }

    private static LearningStep Last(LearningInput input) =>
        new LinearRegression().Learn(input, ICheckpoints.None, stopRequested: null).Last();
}
