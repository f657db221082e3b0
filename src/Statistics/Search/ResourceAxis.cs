namespace Modelwright.Statistics.Search;

/// <summary>What a trial can be given less of at first: epochs, rounds, rows.</summary>
/// <param name="Min">The least that says anything, at least 1.</param>
/// <param name="Max">All a trial ever gets.</param>
/// <param name="Eta">One in eta trials goes on, with eta times as much; at least 2.</param>
public sealed record ResourceAxis(long Min, long Max, int Eta = 3)
{
    /// <summary>Powers of eta that fit between min and max; in integers, because a logarithm of 243 to base 3 may be 4.999….</summary>
    public int Levels
    {
        get
        {
            var levels = 0;
            for (var left = Max / Min; left >= Eta; left /= Eta)
                levels++;
            return levels;
        }
    }

    /// <summary>What is wrong with it, for people; null when nothing is.</summary>
    public string? Problem() => Min < 1 ? $"resource: min must be at least 1, not {Min}"
        : Max < Min ? $"resource: max ({Max}) must not be below min ({Min})"
        : Eta is < 2 or > 100 ? $"resource: eta must be 2 to 100, not {Eta}" : null;

    /// <summary>base^exponent.</summary>
    internal static long Power(long number, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power = checked(power * number);
        return power;
    }
}
