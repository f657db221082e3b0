using CsCheck;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Grids;

public sealed class GridSearchTests
{
    private static readonly SearchSpace Families = new(
    [
        new CategoricalParameter("family", ["linear", "svm", "forest"]),
        new DoubleParameter("c", 0.01, 100, Scale.Log) { ActiveWhen = new("family", ["svm", "linear"]) },
        new IntParameter("depth", 1, 3) { ActiveWhen = new("family", ["forest"]) },
        new CategoricalParameter("split", ["gini", "entropy"]) { ActiveWhen = new("depth", ["2", "3"]) },
    ]);

    [Fact]
    public void Grid_is_walked_with_the_last_parameter_fastest()
    {
        var space = new SearchSpace([new CategoricalParameter("a", ["x", "y"]), new IntParameter("n", 1, 5, 2)]);
        Walk(new(), space, null).Select(point => point.ToString())
            .ShouldBe(["a=x, n=1", "a=x, n=3", "a=x, n=5", "a=y, n=1", "a=y, n=3", "a=y, n=5"]);
    }

    [Fact]
    public void Conditional_grid_has_every_point_once()
    {
        // linear 3 + svm 3 + forest (1 + 2·2) = 11.
        var points = Walk(new(new() { DoublePoints = 3 }), Families, null);
        points.Count.ShouldBe(11);
        points.ShouldBeUnique();
        points.ShouldAllBe(point => Families.Check(point).Count == 0);
        new GridSearch(new() { DoublePoints = 3 }).SizeOf(Families).ShouldBe(11);
        points.Select(point => point.GetValueOrDefault("c")).Distinct().ShouldBe(["0.01", "1", "100", null]);
    }

    [Fact]
    public void Points_of_an_integer_that_round_to_the_same_are_one() =>
        Walk(new(new() { Points = new Dictionary<string, int> { ["n"] = 10 } }), new([new IntParameter("n", 1, 4, 1, Scale.Log)]), null)
            .Select(point => point["n"]).ShouldBe(["1", "2", "3", "4"]);

    [Fact]
    public void Grid_larger_than_the_budget_is_a_spread_sample_that_an_extension_completes()
    {
        var space = new SearchSpace([new IntParameter("a", 0, 99), new IntParameter("b", 0, 99)]);
        var sample = Walk(new(), space, 50, stopAt: 50);
        sample.ShouldBeUnique();
        sample.Select(point => point["a"].Length < 2 ? '0' : point["a"][0]).Distinct().Count().ShouldBeGreaterThan(7);
        Walk(new(), space, 50, stopAt: 50).ShouldBe(sample);
        Walk(new(), space, 50, seed: 2, stopAt: 50).ShouldNotBe(sample);
        var all = Walk(new(), new([new IntParameter("a", 0, 9), new IntParameter("b", 0, 9)]), 50);
        all.Count.ShouldBe(100);
        all.ShouldBeUnique();
    }

    [Fact]
    public void Deleted_trial_is_suggested_again()
    {
        var problem = new SearchProblem(new([new IntParameter("n", 1, 3)]), Direction.Minimize, 0);
        List<Trial> history = [Trials.Some(1, ("n", "1")), Trials.Some(3, ("n", "3"))];
        new GridSearch().Next(problem, history).ShouldBeOfType<Suggestion>().ShouldSatisfyAllConditions(
            suggestion => suggestion.Number.ShouldBe(4), suggestion => suggestion.Parameters["n"].ShouldBe("2"));
    }

    [Fact]
    public void Huge_grid_is_counted_and_refused()
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 12).Select(i => new IntParameter($"n{i}", 1, 1_000_000))]);
        new GridSearch().Problems(new(space, Direction.Minimize, 0)).Single().ShouldContain("use random search");
        new GridSearch(new() { DoublePoints = 0, Points = new Dictionary<string, int> { ["q"] = 3, ["family"] = 2 } })
            .Problems(new(Families, Direction.Minimize, 0)).Count.ShouldBe(3);
    }

    [Fact]
    public void Long_chain_of_conditions_stays_small()
    {
        var values = Enumerable.Range(1, 1_000).Select(i => $"{i}").ToList();
        var space = new SearchSpace([.. Enumerable.Range(0, 6).Select(i =>
            new IntParameter($"n{i}", 1, 1_000) { ActiveWhen = i == 0 ? null : new($"n{i - 1}", [.. values.Take(500)]) })]);
        new GridSearch().SizeOf(space).ShouldBe(((((500 * 1_000L + 500) * 500 + 500) * 500 + 500) * 500 + 500) * 500 + 500);
    }

    [Fact]
    public void Permutation_takes_every_place_once() => Gen.Select(Gen.Int[1, 3_000], Gen.ULong).Sample((size, seed) =>
    {
        var permutation = new IndexPermutation((ulong)size, seed);
        Enumerable.Range(0, size).Select(place => permutation.At((ulong)place)).Distinct().Count().ShouldBe(size);
    }, iter: 50);

    private static List<Assignment> Walk(GridSearch grid, SearchSpace space, int? maxRuns, ulong seed = 1, int stopAt = int.MaxValue)
    {
        var problem = new SearchProblem(space, Direction.Minimize, seed) { MaxRuns = maxRuns };
        grid.Problems(problem).ShouldBeEmpty();
        var history = new List<Trial>();
        while (history.Count < stopAt && grid.Next(problem, history) is Suggestion suggestion)
            history.Add(Trials.Of(suggestion));
        return [.. history.Select(trial => space.Read(trial.Parameters))];
    }
}
