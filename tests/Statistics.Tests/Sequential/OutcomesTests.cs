using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class OutcomesTests
{
    [Theory]
    [InlineData(Outcome.Inconclusive)]
    [InlineData(Outcome.Harmful, Outcome.NonInferior, Outcome.Harmful, Outcome.Inconclusive)]
    [InlineData(Outcome.NonInferior, Outcome.NonInferior, Outcome.NonInferior)]
    [InlineData(Outcome.Inconclusive, Outcome.NonInferior, Outcome.Inconclusive)]
    public void Combine_metrics(Outcome expected, params Outcome[] metrics) => Outcomes.Combine(metrics).ShouldBe(expected);
}
