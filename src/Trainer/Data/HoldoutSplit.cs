using System.Collections.Immutable;

namespace Modelwright.Trainer.Data;

/// <summary>Which rows train and which are held out, as row numbers in file order.</summary>
/// <param name="Training">Rows to learn from.</param>
/// <param name="Holdout">Rows to judge with; never seen in training.</param>
public sealed record HoldoutSplit(ImmutableArray<int> Training, ImmutableArray<int> Holdout)
{
    /// <summary>
    /// Splits each class by itself, so that both parts have every class in nearly the same shares; the same seed gives the same split.
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="fraction">Share held out of each class, in (0, 1); rounded to whole rows.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="DataException">A class has too few rows to be in both parts.</exception>
    public static HoldoutSplit Stratified(IReadOnlyList<int> labels, double fraction, int seed)
    {
        var random = new Random(seed);
        var holdout = new HashSet<int>();
        foreach (var members in Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(g => g.Key).Select(g => g.ToArray()))
        {
            var take = (int)Math.Round(members.Length * fraction, MidpointRounding.AwayFromZero);
            if (members.Length < 2)
                throw new DataException(
                    "every class needs at least 2 rows, one to learn from and one to judge with; merge or drop rare classes");
            random.Shuffle(members);
            holdout.UnionWith(members.Take(Math.Clamp(take, 1, members.Length - 1)));
        }

        var rows = Enumerable.Range(0, labels.Count).ToLookup(holdout.Contains);
        return new HoldoutSplit([.. rows[false]], [.. rows[true]]);
    }
}
