namespace Modelwright.Statistics.Search.Halving;

/// <summary>
/// Hyperband's brackets (Li et al., JMLR 2018, algorithm 1), in integers: bracket s starts ⌈(s_max+1)·eta^s/(s+1)⌉ trials at R/eta^s, and
/// each rung
/// keeps ⌊n/eta^i⌋ of them for eta times as much.
/// </summary>
public static class HyperbandPlan
{
    private const int MaxTrials = 1_000_000;

    /// <summary>The brackets of one pass, the one with the most trials first.</summary>
    public static IReadOnlyList<IReadOnlyList<HyperbandRung>> Brackets(ResourceAxis axis)
    {
        var greatest = axis.Levels;
        return [.. Enumerable.Range(0, greatest + 1).Select(place => Rungs(axis, greatest, greatest - place))];
    }

    /// <summary>
    /// Trials of one pass, counting each rung a configuration reaches; null when there are more than a million in a rung.
    /// </summary>
    public static int? TrialsOf(ResourceAxis axis) =>
        ResourceAxis.Power(axis.Eta, axis.Levels) > MaxTrials ? null : Brackets(axis).Sum(rungs => rungs.Sum(rung => rung.Trials));

    private static IReadOnlyList<HyperbandRung> Rungs(ResourceAxis axis, int greatest, int s)
    {
        var trials = ((greatest + 1) * ResourceAxis.Power(axis.Eta, s) + s) / (s + 1);
        return [.. Enumerable.Range(0, s + 1).Select(i =>
            new HyperbandRung((int)(trials / ResourceAxis.Power(axis.Eta, i)), axis.Max / ResourceAxis.Power(axis.Eta, s - i)))];
    }
}
