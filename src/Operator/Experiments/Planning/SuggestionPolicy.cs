using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>Which runs to begin now.</summary>
internal static class SuggestionPolicy
{
    /// <summary>Runs that are made in one look at most; further ones follow in the next.</summary>
    public const int MostAtOnce = 8;

    /// <summary>The records of new runs.</summary>
    /// <param name="spec">What is searched.</param>
    /// <param name="seed">The seed of every draw.</param>
    /// <param name="state">How it stands.</param>
    /// <param name="known">Numbers up to this one were given, also where nothing else remembers them.</param>
    /// <param name="exhausted">Why there will be no more, or null.</param>
    public static IReadOnlyList<RunRecord> Next(ExperimentSpec spec, int seed, SearchState state, int known, out string? exhausted)
    {
        exhausted = null;
        var room = Room(spec, state);
        List<RunRecord> suggested = [];
        if (room <= 0) return suggested;
        var searcher = ExperimentSearcher.Of(spec, seed);
        List<Trial> trials = [.. state.Trials];
        if (known > 0 && trials.All(trial => trial.Number < known))
            trials.Add(new(known, new Dictionary<string, string>(), TrialState.Failed));
        while (suggested.Count < room)
        {
            var decision = searcher.Algorithm.Next(searcher.Problem, trials);
            if (decision is Exhausted end) exhausted = end.Reason;
            if (decision is not Suggestion suggestion) break;
            suggested.Add(new()
            {
                Number = suggestion.Number,
                Parameters = new SortedDictionary<string, string>(suggestion.Parameters.ToDictionary(), StringComparer.Ordinal),
                Resource = suggestion.Resource,
                Rung = suggestion.Rung,
                Bracket = suggestion.Bracket,
                From = suggestion.ResumeFrom,
            });
            trials.Add(new(suggestion.Number, suggestion.Parameters, TrialState.Queued)
            {
                Rung = suggestion.Rung,
                Bracket = suggestion.Bracket,
                ResumedFrom = suggestion.ResumeFrom,
            });
        }

        return suggested;
    }

    private static int Room(ExperimentSpec spec, SearchState state)
    {
        var active = state.Active.ToList();
        var parallel = (spec.Budget.Parallelism ?? ExperimentDefaults.Parallelism) - active.Count;
        var waiting = active.Count(view => view.Run is null);
        return Math.Min(Math.Min(parallel, spec.Budget.MaxRuns - state.Views.Count), MostAtOnce - waiting);
    }
}
