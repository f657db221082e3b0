namespace Modelwright.Statistics.Divergences;

/// <summary>Checks a pair of counts and sums them.</summary>
internal static class BinTotals
{
    public static (long Reference, long Current) Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
            throw new ArgumentException($"the reference has {reference.Length} bins, the current counts {current.Length}", nameof(current));
        return (Sum(reference, nameof(reference)), Sum(current, nameof(current)));
    }

    public static int Occupied(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var occupied = 0;
        for (var i = 0; i < reference.Length; i++)
            occupied += reference[i] != 0 || current[i] != 0 ? 1 : 0;
        return occupied;
    }

    private static long Sum(ReadOnlySpan<long> counts, string name)
    {
        long sum = 0;
        foreach (var count in counts)
            sum = checked(sum + (count >= 0 ? count : throw new ArgumentException($"a count is negative: {count}", name)));
        return sum > 0 ? sum : throw new ArgumentException("there are no rows to compare", name);
    }
}
