using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Benchmarks;

/// <summary>How far above its minimum a search leaves a function.</summary>
public static class Regret
{
    /// <summary>Best value found in so many runs, one after another, less the minimum.</summary>
    public static double Of(ISearchAlgorithm algorithm, TestFunction function, ulong seed, int runs)
    {
        var problem = new SearchProblem(function.Space, Direction.Minimize, seed);
        var history = new List<Trial>();
        for (var i = 0; i < runs && algorithm.Next(problem, history) is Suggestion suggestion; i++)
        {
            var value = function.Evaluate(suggestion.Parameters);
            history.Add(new(suggestion.Number, suggestion.Parameters, TrialState.Succeeded) { Value = value });
        }
        return TrialRanking.Best(Direction.Minimize, history)!.Value!.Value - function.Minimum;
    }

    /// <summary>The median over seeds 1 to <paramref name="seeds"/>.</summary>
    public static double Median(ISearchAlgorithm algorithm, TestFunction function, int seeds, int runs)
    {
        var sorted = Enumerable.Range(1, seeds).Select(seed => Of(algorithm, function, (ulong)seed, runs)).Order().ToList();
        return (sorted[(seeds - 1) / 2] + sorted[seeds / 2]) / 2;
    }
}
