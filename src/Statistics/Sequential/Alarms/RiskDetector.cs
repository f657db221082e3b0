namespace Modelwright.Statistics.Sequential.Alarms;

/// <summary>
/// Evidence that a risk is above a limit θ, by betting on losses one after the other: M_k ← (M_k + 1)(1 + λ_k(ℓ − θ)) for several stakes
/// λ_k, and their mean (Shiryaev-Roberts mixture; Podkopaev and Ramdas, 2021). Only a change for the worse counts. While the mean loss
/// given the past is at most θ, an alarm at c comes on average no sooner than after c losses.
/// </summary>
public sealed class RiskDetector
{
    private const double Most = 1e15;
    private static readonly double[] Stakes = [0.25, 0.5, 1, 2, 3, 4];

    private readonly double[] stakes;
    private readonly double[] wealth;

    /// <summary>A detector.</summary>
    /// <param name="limit">θ, in (0, 1).</param>
    /// <param name="wealth">What <see cref="Wealth"/> was, to go on from; none or another number of values begins anew.</param>
    public RiskDetector(double limit, IReadOnlyList<double>? wealth = null)
    {
        if (!(limit is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "a limit is a share between 0 and 1, for example 0.12");
        Limit = limit;
        // A stake of 1/θ would lose everything at the first loss of 0.
        stakes = [.. Stakes.Where(stake => stake < 1 / limit)];
        this.wealth = wealth?.Count == stakes.Length && wealth.All(value => value is >= 0 and <= Most)
            ? [.. wealth]
            : new double[stakes.Length];
    }

    /// <summary>θ.</summary>
    public double Limit { get; }

    /// <summary>M_k, by stake.</summary>
    public IReadOnlyList<double> Wealth => [.. wealth];

    /// <summary>The mean of M_k.</summary>
    public double Evidence => wealth.Average();

    /// <summary>Adds a loss, or the mean of a block of losses that may depend on each other.</summary>
    /// <param name="loss">In [0, 1].</param>
    public void Add(double loss)
    {
        if (!(loss is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(loss), loss, "a loss is between 0 and 1");
        for (var k = 0; k < wealth.Length; k++)
            wealth[k] = Math.Min(Most, (wealth[k] + 1) * (1 + stakes[k] * (loss - Limit)));
    }

    /// <summary>
    /// The risk that is surely not exceeded at evaluation, and a tolerance: r + 1.645·√(r(1−r)/n) + ε, at most 0.99.
    /// </summary>
    /// <param name="risk">The risk at evaluation, in [0, 1].</param>
    /// <param name="rows">The rows of the evaluation; 0 where nobody knows, and the risk is taken as it is.</param>
    /// <param name="tolerance">ε.</param>
    public static double LimitOf(double risk, long rows, double tolerance) =>
        Math.Min(0.99, risk + (rows > 0 ? 1.645 * Math.Sqrt(risk * (1 - risk) / rows) : 0) + tolerance);
}
