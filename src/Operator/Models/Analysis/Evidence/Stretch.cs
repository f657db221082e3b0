using System.Globalization;

namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>What was counted while the canary had one weight.</summary>
/// <param name="Weight">The canary's share of the requests, in percent.</param>
/// <param name="CanaryRequests">Its requests.</param>
/// <param name="CanaryFailures">Those of them that count.</param>
/// <param name="StableRequests">The other revision's requests in the same time.</param>
/// <param name="StableFailures">Those of them that count.</param>
public sealed record Stretch(int Weight, long CanaryRequests, long CanaryFailures, long StableRequests, long StableFailures)
{
    private const long Most = 9_999_999_999_999;

    /// <summary>Both together, with the weight of this one.</summary>
    public Stretch Plus(Stretch other) => new(Weight, Sum(CanaryRequests, other.CanaryRequests),
        Sum(CanaryFailures, other.CanaryFailures), Sum(StableRequests, other.StableRequests), Sum(StableFailures, other.StableFailures));

    /// <summary>Nothing was counted.</summary>
    public bool IsEmpty => CanaryRequests == 0 && StableRequests == 0;

    /// <summary>As the status has it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Weight} {CanaryRequests} {CanaryFailures} {StableRequests} {StableFailures}");

    /// <summary>Reads what a status has; null where somebody broke it.</summary>
    public static Stretch? Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        if (parts.Length != 5) return null;
        var numbers = new long[5];
        for (var index = 0; index < 5; index++)
            if (!long.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index])
                || numbers[index] > (index == 0 ? 100 : Most))
                return null;
        return numbers[2] <= numbers[1] && numbers[4] <= numbers[3]
            ? new((int)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
            : null;
    }

    private static long Sum(long one, long other) => Math.Min(Most, one + other);
}
