using System.Globalization;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Tpe;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Searching;

/// <summary>The search that a spec describes, in the terms of <c>Modelwright.Statistics</c>.</summary>
/// <param name="Algorithm">How the next run is chosen.</param>
/// <param name="Problem">What is searched.</param>
internal sealed record ExperimentSearcher(ISearchAlgorithm Algorithm, SearchProblem Problem)
{
    /// <summary>What is wrong with the search, for people; null when nothing is.</summary>
    public string? Wrong => Algorithm.Problems(Problem) is [var problem, ..] ? problem : null;

    /// <summary>Reads a spec whose fields are within their bounds.</summary>
    public static ExperimentSearcher Of(ExperimentSpec spec, int seed) => new(AlgorithmOf(spec.Search),
        new SearchProblem(new SearchSpace([.. (spec.Parameters ?? []).Select(Read)]), DirectionOf(spec), (ulong)seed)
        {
            Resource = spec.Resource is { } resource ? new(resource.Min, resource.Max, resource.Eta ?? ExperimentDefaults.Eta) : null,
            MaxRuns = spec.Budget.MaxRuns,
        });

    /// <summary>What is better.</summary>
    public static Direction DirectionOf(ExperimentSpec spec) =>
        spec.Objective.Direction == ObjectiveDirection.Maximize ? Direction.Maximize : Direction.Minimize;

    /// <summary>How a series becomes one value.</summary>
    public static Reduction ReductionOf(ExperimentSpec spec) =>
        spec.Objective.Reduce == ObjectiveReduction.Best ? Reduction.Best : Reduction.Last;

    /// <summary>A number of the spec.</summary>
    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static ISearchAlgorithm AlgorithmOf(ExperimentSearch search) => search switch
    {
        { Grid: { } grid } => new Statistics.Search.Grids.GridSearch(
            new GridOptions { DoublePoints = grid.Points ?? ExperimentDefaults.GridPoints }),
        { Tpe: { } tpe } => new Statistics.Search.Tpe.TpeSearch(new TpeOptions
        {
            StartupRuns = tpe.StartupRuns ?? ExperimentDefaults.StartupRuns,
            Candidates = tpe.Candidates ?? ExperimentDefaults.Candidates,
        }),
        { Asha: not null } => new Statistics.Search.Halving.AshaSearch(),
        { Hyperband: not null } => new Statistics.Search.Halving.HyperbandSearch(),
        { List: { } list } => new ListedRuns([.. list.Select(entry => new Assignment(entry.Parameters))]),
        _ => new Statistics.Search.RandomSearch(),
    };

    private static Parameter Read(SearchParameter parameter)
    {
        var condition = parameter.ActiveWhen is { } when ? new Condition(when.Parameter, when.In) : null;
        return parameter switch
        {
            { Double: { } range } => new DoubleParameter(parameter.Name, Number(range.Min), Number(range.Max), ScaleOf(range.Scale))
            {
                ActiveWhen = condition,
            },
            { Int: { } range } => new IntParameter(parameter.Name, range.Min, range.Max, range.Step ?? 1, ScaleOf(range.Scale))
            {
                ActiveWhen = condition,
            },
            _ => new CategoricalParameter(parameter.Name, parameter.Categorical?.Values ?? []) { ActiveWhen = condition },
        };
    }

    private static Scale ScaleOf(SearchScale? scale) => scale == SearchScale.Log ? Scale.Log : Scale.Linear;
}
