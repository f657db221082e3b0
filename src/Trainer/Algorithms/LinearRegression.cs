using System.Runtime.InteropServices;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Linear regression with elastic-net penalties by cyclic coordinate descent (Friedman, Hastie, Tibshirani: Regularization Paths for
/// Generalized Linear Models via Coordinate Descent, J. Stat. Softw. 33(1), 2010, section 2): it minimizes
/// <c>1/(2n) Σ(y - b - x w)² + l1 Σ|w| + l2/2 Σw²</c>. Ours, because ML.NET's only portable one ends far from that minimum (ADR 0070).
/// </summary>
public sealed class LinearRegression : ILearner
{
    /// <summary>
    /// Sweeps between two checkpoints; residuals are computed afresh there, so rounding does not depend on where it began.
    /// </summary>
    public const int Leg = 10;

    private const int EnoughSweeps = 1_000;
    private const double SmallestL2 = 1e-3;

    // Features and targets have deviation 1: smaller changes are below single precision.
    private const double Converged = 1e-9;

    /// <inheritdoc />
    public IEnumerable<LearningStep> Learn(LearningInput input, ICheckpoints checkpoints, Func<bool>? stopRequested)
    {
        var iterations = input.Parameters.Iterations ?? EnoughSweeps;
        var identity = input.Identity("linear-regression");
        var state = new CoordinateDescent(
            input.Features, input.Targets, input.Parameters.L1 ?? 0, input.Parameters.L2 ?? SmallestL2);
        var iteration = 0;
        if (checkpoints.Latest(identity) is { } kept && kept.Iteration <= iterations)
        {
            iteration = kept.Iteration;
            state.Weights = MemoryMarshal.Cast<byte, double>(kept.State).ToArray();
            yield return new LearningStep(iteration, iterations, state.Regressor());
        }

        while (iteration < iterations)
        {
            state.Refresh();
            var leg = Math.Min(Leg, iterations - iteration);
            var change = double.MaxValue;
            for (var i = 0; i < leg && change > Converged; i++, iteration++) change = state.Sweep();

            // The end is found by its last leg, which whoever comes later must be able to repeat.
            if (iteration % Leg == 0 && change > Converged)
                checkpoints.Keep(identity, new Checkpoint(iteration, MemoryMarshal.AsBytes(state.Weights.AsSpan()).ToArray()));
            if (change <= Converged) iterations = iteration;
            yield return new LearningStep(iteration, iterations, state.Regressor());
        }
    }
}
