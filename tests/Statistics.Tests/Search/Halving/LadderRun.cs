using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Halving;

/// <summary>Runs a search as a controller would: up to so many trials at once, the oldest ending first.</summary>
internal static class LadderRun
{
    private const int TooMany = 10_000;

    /// <summary>Runs until the search is exhausted, or for a number of trials.</summary>
    public static IReadOnlyList<Trial> ToTheEnd(
        ISearchAlgorithm algorithm, SearchProblem problem, int parallelism, Func<Trial, int, (TrialState State, double? Value)> end,
            List<Trial> history,
        int trials = TooMany)
    {
        while (true)
        {
            var running = history.Count(trial => !trial.IsTerminal);
            var decision = running < parallelism && history.Count < trials ? algorithm.Next(problem, history) : new Wait("parallelism");
            if (decision is Suggestion suggestion)
                history.Add(Trials.Of(suggestion));
            else if (decision is Wait)
            {
                // A search that waits for nothing would wait for ever.
                if (running == 0)
                    return history.Count >= trials ? history
                        : throw new InvalidOperationException($"it waits although nothing runs: {decision}");
                var oldest = history.FindIndex(trial => !trial.IsTerminal);
                var (state, value) = end(history[oldest], oldest);
                history[oldest] = history[oldest] with { State = state, Value = value };
            }
            else
                return history;
            if (history.Count >= TooMany)
                throw new InvalidOperationException("the search does not end");
        }
    }
}
