using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl 2011) with Optuna's constants: the density l of the parameters of
/// good trials and
/// g of the others; of some draws from l, the one with the greatest l/g is tried.
/// </summary>
public sealed class TpeSearch(TpeOptions? options = null) : ISearchAlgorithm
{
    // Suggestions of the model that a trial already had, before what is left of the space is drawn from at random.
    private const int Attempts = 10;

    private readonly TpeOptions _options = options ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem)
    {
        var problems = problem.Space.Problems.ToList();
        if (_options.StartupRuns is < 1 or > 10_000)
            problems.Add($"tpe: startupRuns must be 1 to 10,000, not {_options.StartupRuns}");
        if (_options.Candidates is < 1 or > 1_000)
            problems.Add($"tpe: candidates must be 1 to 1,000, not {_options.Candidates}");
        return problems;
    }

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var known = new TrialHistory(problem, history);
        var random = RandomStream.Of(problem.Seed, (ulong)known.NextNumber);
        if (history.Count(TrialSplit.IsFinished) >= _options.StartupRuns && history.Any(trial => trial.IsEligible))
        {
            var models = Models(problem, history);
            for (var i = 0; i < Attempts; i++)
            {
                var point = Suggest(models, random);
                if (!known.IsUsed(point))
                    return new Suggestion(known.NextNumber, point);
            }
        }
        var draw = UnusedPoints.Draw(problem, known, random);
        return draw is null
            ? new Exhausted($"all {known.UsedCount} points of the space were tried")
            : new Suggestion(known.NextNumber, draw);
    }

    private IReadOnlyList<GroupModel> Models(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var split = TrialSplit.Of(problem.Direction, history, _options.ConstantLiar);
        return [.. ParameterGroup.Of(problem.Space, _options.Multivariate).Select(group => new GroupModel(group, split))];
    }

    private Assignment Suggest(IReadOnlyList<GroupModel> models, RandomStream random)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            if (model.IsActive(values))
                model.Choose(_options.Candidates, random, values);
        }
        return new(values);
    }
}
