namespace Modelwright.Statistics.Sequential;

/// <summary>
/// The categories of a comparison, fixed when it begins: the most frequent ones, and all others as one. Few categories give
/// <see cref="DistributionDistance"/> narrow bounds; categories chosen anew as the counts grow would follow the chance in them.
/// </summary>
/// <param name="Values">The categories, each once; the others come after the last.</param>
public sealed record FrequentCategories(IReadOnlyList<string> Values)
{
    /// <summary>The most frequent categories of a count; of equally frequent ones, those that come first in ordinal order.</summary>
    /// <param name="counts">Rows by category, in any order; a category may come more than once (counts of several pods).</param>
    /// <param name="most">How many categories, the others not counted.</param>
    public static FrequentCategories Of(IEnumerable<KeyValuePair<string, long>> counts, int most = 9)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (value, rows) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rows);
            sums[value] = checked(sums.GetValueOrDefault(value) + rows);
        }
        return new([.. sums.Where(sum => sum.Value > 0).OrderByDescending(sum => sum.Value)
            .ThenBy(sum => sum.Key, StringComparer.Ordinal).Take(most).Select(sum => sum.Key)]);
    }

    /// <summary>Rows per category, those of all others last.</summary>
    /// <param name="counts">Rows by category, in any order; a category may come more than once.</param>
    /// <param name="other">Rows that were counted without their category.</param>
    public long[] Coarsen(IEnumerable<KeyValuePair<string, long>> counts, long other = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(other);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < Values.Count; place++)
            places[Values[place]] = place;
        var few = new long[Values.Count + 1];
        few[^1] = other;
        foreach (var (value, rows) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rows);
            ref var sum = ref few[places.GetValueOrDefault(value, Values.Count)];
            sum = checked(sum + rows);
        }
        return few;
    }
}
