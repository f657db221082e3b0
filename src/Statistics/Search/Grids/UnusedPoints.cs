using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Grids;

/// <summary>Finds points that no trial has had yet.</summary>
internal static class UnusedPoints
{
    private const int Draws = 100;

    /// <summary>The first unused point of a numbering; null when every point is used.</summary>
    public static Assignment? First(GridPoints points, TrialHistory history, ulong? shuffleSeed)
    {
        // A few more than were used are enough to meet an unused one.
        var end = System.Numerics.BigInteger.Min(points.Size, history.UsedCount + 1);
        var shuffle = shuffleSeed is { } seed ? new IndexPermutation((ulong)points.Size, seed) : null;
        for (var place = 0UL; place < end; place++)
        {
            var point = points.At(shuffle?.At(place) ?? place);
            if (!history.IsUsed(point))
                return point;
        }
        return null;
    }

    /// <summary>A uniform draw that no trial has had; null when a finite space has no other.</summary>
    public static Assignment? Draw(SearchProblem problem, TrialHistory history, Randomness.RandomStream random)
    {
        var draw = problem.Space.Draw(random);
        for (var i = 1; i < Draws && history.IsUsed(draw); i++)
            draw = problem.Space.Draw(random);
        if (!history.IsUsed(draw))
            return draw;
        // So many repeats mean that the space is finite and nearly used up: take what is left, in an order of the seed.
        return GridPoints.AllOf(problem.Space) is { } points && points.Size <= long.MaxValue ? First(points, history, problem.Seed) : draw;
    }
}
