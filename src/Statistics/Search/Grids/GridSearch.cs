using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Grids;

/// <summary>
/// Every point of a grid once, the last parameter turning fastest. A grid larger than the budget is walked in an order shuffled by the
/// seed, so that what
/// is tried is spread over all of it.
/// </summary>
public sealed class GridSearch(GridOptions? options = null) : ISearchAlgorithm
{
    private const long MaxPoints = 1L << 62;

    private readonly GridOptions _options = options ?? new();

    /// <summary>Points of the grid of a space without problems; at most 2^62 can be searched.</summary>
    public System.Numerics.BigInteger SizeOf(Spaces.SearchSpace space) => GridPoints.Of(space, _options).Size;

    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem)
    {
        if (problem.Space.Problems.Count > 0)
            return problem.Space.Problems;
        var problems = new List<string>();
        foreach (var (name, points) in _options.Points)
        {
            if (problem.Space.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                problems.Add($"grid: '{name}' is no parameter of the search");
            else if (parameter is Spaces.CategoricalParameter)
                problems.Add($"grid: '{name}' is categorical; all its values are in the grid");
            if (points is < 1 or > 10_000)
                problems.Add($"grid: '{name}' needs 1 to 10,000 points, not {points}");
        }
        if (_options.DoublePoints is < 1 or > 10_000)
            problems.Add($"grid: a real number needs 1 to 10,000 points, not {_options.DoublePoints}");
        if (problems.Count == 0 && SizeOf(problem.Space) is var size && size > MaxPoints)
            problems.Add($"the grid has {size} points; give fewer points, or use random search");
        return problems;
    }

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var (known, points) = (new TrialHistory(problem, history), GridPoints.Of(problem.Space, _options));
        var point = UnusedPoints.First(points, known, points.Size > (problem.MaxRuns ?? long.MaxValue) ? problem.Seed : null);
        return point is null ? new Exhausted($"all {points.Size} points of the grid were tried") : new Suggestion(known.NextNumber, point);
    }
}
