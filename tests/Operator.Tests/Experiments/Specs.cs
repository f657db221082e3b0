using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Tests.Experiments;

/// <summary>Specs that tests begin with.</summary>
internal static class Specs
{
    /// <summary>Minimizes x in [0, 1] at random.</summary>
    public static ExperimentSpec Random(int runs, int parallelism = 1) => new()
    {
        Objective = new() { Metric = "loss", Direction = ObjectiveDirection.Minimize },
        Search = new() { Random = new() },
        Parameters = [new() { Name = "x", Double = new() { Min = "0", Max = "1" } }],
        Seed = 7,
        Budget = new() { MaxRuns = runs, Parallelism = parallelism },
        Run = new() { Container = new() { Image = "trainer:1" } },
    };

    /// <summary>Maximizes over 1, 3, 9 epochs.</summary>
    public static ExperimentSpec Halving(int runs, int parallelism, ExperimentSearch search) => Random(runs, parallelism) with
    {
        Objective = new() { Metric = "auc", Direction = ObjectiveDirection.Maximize },
        Search = search,
        Resource = new() { Parameter = "epochs", Min = 1, Max = 9, Eta = 3 },
        Run = new() { Container = new() { Image = "trainer:1" }, Checkpoints = new() { Size = new Quantity("1Gi") } },
    };
}
