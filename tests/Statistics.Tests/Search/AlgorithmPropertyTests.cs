using CsCheck;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Halving;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Tpe;
using Modelwright.Statistics.Search.Trials;
using Modelwright.Statistics.Tests.Search.Benchmarks;

namespace Modelwright.Statistics.Tests.Search;

/// <summary>What holds for every algorithm, whatever happens to the trials.</summary>
public sealed class AlgorithmPropertyTests
{
    private static readonly SearchProblem Problem =
        new(TestFunction.All[3].Space, Direction.Minimize, 4) { Resource = new(1, 9, 3), MaxRuns = 40 };

    public static TheoryData<string> Algorithms => ["grid", "random", "tpe", "asha", "hyperband"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Decision_after_a_crash_is_the_decision_before_it(string name) =>
        Gen.Select(Gen.ULong, Gen.Int[1, 8]).Sample((seed, parallelism) =>
    {
        var random = RandomStream.Of(seed, 0);
        var history = new List<Trial>();
        for (var step = 0; step < 60; step++)
        {
            var decision = Algorithm(name).Next(Problem, history);
            // Another process reads the runs in another order, with parameters that a run template added.
            var reread = history
                .Select(trial => trial with { Parameters = new Dictionary<string, string>(trial.Parameters) { ["fixed"] = "1" } })
                .OrderBy(_ => random.NextBits()).ToList();
            Algorithm(name).Next(Problem, reread).ShouldBe(decision);
            if (decision is Suggestion suggestion && history.Count(trial => !trial.IsTerminal) < parallelism)
            {
                suggestion.Number.ShouldBe(history.Count + 1);
                Problem.Space.Check(suggestion.Parameters).ShouldBeEmpty();
                history.Add(Trials.Of(suggestion));
            }
            else if (history.FindIndex(trial => !trial.IsTerminal) is var open and >= 0)
            {
                history[open] = history[open]
                    with
                { State = random.NextUnit() < 0.2 ? TrialState.Failed : TrialState.Succeeded, Value = random.NextUnit() };
            }
        }
        var configurations = history.Where(trial => trial.ResumedFrom is null).Select(trial => new Assignment(trial.Parameters)).ToList();
        configurations.ShouldBeUnique();
    }, iter: 15);

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Problem_of_the_space_is_the_algorithms_problem(string name) =>
        Algorithm(name).Problems(Problem with { Space = new([new DoubleParameter("x", 2, 1)]) }).Single()
            .ShouldContain("min (2) must be below max (1)");

    private static ISearchAlgorithm Algorithm(string name) => name switch
    {
        "grid" => new GridSearch(),
        "random" => new RandomSearch(),
        "tpe" => new TpeSearch(),
        "asha" => new AshaSearch(),
        _ => new HyperbandSearch(),
    };
}
