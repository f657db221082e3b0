using CsCheck;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Tpe;
using Modelwright.Statistics.Search.Trials;
using Modelwright.Statistics.Tests.Search.Benchmarks;

namespace Modelwright.Statistics.Tests.Search.Tpe;

public sealed class TpeSearchTests
{
    public static TheoryData<int> Functions => [.. Enumerable.Range(0, TestFunction.All.Count)];

    // The figures: dotnet run -c Release --project bench/Search.
    [Theory]
    [MemberData(nameof(Functions))]
    public void Median_regret_is_at_most_half_of_random_searchs(int index)
    {
        var function = TestFunction.All[index];
        var random = Regret.Median(new RandomSearch(), function, seeds: 50, runs: 60);
        Regret.Median(new TpeSearch(), function, seeds: 50, runs: 60).ShouldBeLessThanOrEqualTo(0.5 * random, function.Name);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(240, 24)]
    [InlineData(1_000, 25)]
    public void A_tenth_of_the_trials_is_good_but_at_most_25(int finished, int good) => TrialSplit.GoodCount(finished).ShouldBe(good);

    [Fact]
    public void Failed_infeasible_and_nan_trials_are_never_good()
    {
        List<Trial> history =
        [
            .. Enumerable.Range(1, 20).Select(i => Trials.Valued(i, i)),
            Trials.Valued(21, -5, TrialState.Failed), Trials.Valued(22, -4, TrialState.Infeasible), Trials.Valued(23, double.NaN),
            Trials.Valued(24, double.NegativeInfinity), Trials.Valued(25, -3) with { Feasible = false },
                Trials.Valued(26, -2, TrialState.Pruned),
        ];
        var split = TrialSplit.Of(Direction.Minimize, history, constantLiar: true);
        split.Good.Select(trial => trial.Number).ShouldBe([1, 2, 3]);
        split.Others.Count.ShouldBe(23);
    }

    [Fact]
    public void Running_trials_count_as_bad_only_with_the_constant_liar()
    {
        List<Trial> history = [Trials.Valued(1, 5), Trials.Valued(2, null, TrialState.Running), Trials.Valued(3, null, TrialState.Queued)];
        TrialSplit.Of(Direction.Maximize, history, constantLiar: true).Others.Select(trial => trial.Number).ShouldBe([2, 3]);
        TrialSplit.Of(Direction.Maximize, history, constantLiar: false).Others.ShouldBeEmpty();
    }

    [Fact]
    public void Parallel_suggestions_keep_apart()
    {
        var problem = new SearchProblem(new([new DoubleParameter("x", 0, 1)]), Direction.Minimize, 5);
        var finished = Enumerable.Range(1, 20)
            .Select(i => Trials.Some(i, ("x", NumberText.Of(i / 21.0))) with { Value = Math.Abs(i / 21.0 - 0.3) }).ToList();
        Spread(new()).ShouldBeGreaterThan(2 * Spread(new() { ConstantLiar = false }));

        double Spread(TpeOptions options)
        {
            var history = finished.ToList();
            for (var i = 0; i < 8; i++)
                history.Add(Trials.Of((Suggestion)new TpeSearch(options).Next(problem, history)));
            var xs = history.Skip(20)
                .Select(trial => double.Parse(trial.Parameters["x"], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            return xs.Max() - xs.Min();
        }
    }

    [Fact]
    public void Suggestion_is_the_same_again_and_for_any_order_of_the_history()
    {
        var function = TestFunction.All[3];
        var problem = new SearchProblem(function.Space, Direction.Minimize, 11);
        var history = new List<Trial>();
        for (var i = 0; i < 30; i++)
        {
            var suggestion = new TpeSearch().Next(problem, history).ShouldBeOfType<Suggestion>();
            new TpeSearch().Next(problem, [.. history.AsEnumerable().Reverse()]).ShouldBe(suggestion);
            history.Add(Trials.Of(suggestion, TrialState.Succeeded, function.Evaluate(suggestion.Parameters)));
        }
    }

    [Fact]
    public void Suggestions_lie_in_the_space_whatever_the_history()
    {
        var space = TestFunction.All[3].Space;
        Gen.Select(Gen.ULong, Gen.Int[0, 40], Gen.Double[-1, 1].Array[40], Gen.Enum<TrialState>().Array[40])
            .Sample((seed, count, values, states) =>
        {
            var history = Enumerable.Range(1, count).Select(i => new Trial(i, space.Draw(RandomStream.Of(seed, (ulong)i)), states[i - 1])
            {
                Value = values[i - 1] > 0.9 ? double.NaN : values[i - 1],
            }).ToList();
            var suggestion = new TpeSearch().Next(new(space, Direction.Maximize, seed), history).ShouldBeOfType<Suggestion>();
            space.Check(suggestion.Parameters).ShouldBeEmpty();
            suggestion.Number.ShouldBe(count + 1);
        }, iter: 200);
    }

    [Theory]
    [InlineData(1e308, 1.5e308)]
    [InlineData(-8e307, 8e307)]
    [InlineData(1, 1.0000000000000002)]
    [InlineData(0, 5e-324)]
    public void Range_at_the_limits_of_doubles_is_searched(double min, double max)
    {
        var problem = new SearchProblem(new([new DoubleParameter("x", min, max)]), Direction.Minimize, 2);
        problem.Space.Problems.ShouldBeEmpty();
        Enumerable.Range(1, 30).ShouldAllBe(runs => Regret.Of(
            new TpeSearch(new() { StartupRuns = 2 }), new("limits", problem.Space, 0, point => point["x"].Length), (ulong)runs, 12) > 0);
    }

    [Fact]
    public void Finite_space_is_tried_once_each_and_then_exhausted()
    {
        var space = new SearchSpace([new CategoricalParameter("a", ["x", "y"]),
            new IntParameter("n", 1, 7) { ActiveWhen = new("a", ["x"]) }]);
        var history = new List<Trial>();
        SearchDecision decision;
        while ((decision = new TpeSearch(new() { StartupRuns = 2 }).Next(new(space, Direction.Minimize, 1),
            history)) is Suggestion suggestion)
            history.Add(Trials.Of(suggestion, TrialState.Succeeded, suggestion.Number % 3));
        decision.ShouldBeOfType<Exhausted>();
        history.Count.ShouldBe(8);
    }

    [Fact]
    public void Experiment_in_which_every_trial_failed_goes_on_at_random()
    {
        var problem = new SearchProblem(TestFunction.All[0].Space, Direction.Minimize, 3);
        var history = new List<Trial>();
        for (var i = 0; i < 20; i++)
            history.Add(Trials.Of((Suggestion)new TpeSearch().Next(problem, history), TrialState.Failed));
        history.Select(trial => trial.Parameters["x"]).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void Settings_out_of_range_are_named() =>
        new TpeSearch(new() { Candidates = 0 }).Problems(new(TestFunction.All[0].Space, Direction.Minimize, 0)).Single()
            .ShouldContain("candidates must be 1 to 1,000");
}
