using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>The good trials and the others, each by rising number.</summary>
internal sealed record TrialSplit(IReadOnlyList<Trial> Good, IReadOnlyList<Trial> Others)
{
    private const double GoodShare = 0.1;
    private const int MaxGood = 25;

    /// <summary>γ(n) = min(⌈n/10⌉, 25): how many of n finished trials are good.</summary>
    public static int GoodCount(int finished) => Math.Min((int)Math.Ceiling(GoodShare * finished), MaxGood);

    /// <summary>Trials that tell something about their parameters: all that ended.</summary>
    public static bool IsFinished(Trial trial) => trial.IsTerminal;

    /// <summary>
    /// Splits a history. Trials that failed, broke a constraint or gave no finite value are never among the good while there are others;
    /// they do not count
    /// in γ, so that failures do not make mediocre trials good.
    /// </summary>
    public static TrialSplit Of(Direction direction, IReadOnlyList<Trial> history, bool constantLiar)
    {
        var ranked = TrialRanking.Order(direction, history.Where(IsFinished));
        var good = ranked.Where(trial => trial.IsEligible).Take(GoodCount(ranked.Count(trial => trial.State != TrialState.Failed)))
            .ToList();
        var goodNumbers = good.Select(trial => trial.Number).ToHashSet();
        var others = ranked.Where(trial => !goodNumbers.Contains(trial.Number))
            .Concat(constantLiar ? history.Where(trial => !trial.IsTerminal) : []);
        return new([.. good.OrderBy(trial => trial.Number)], [.. others.OrderBy(trial => trial.Number)]);
    }
}
