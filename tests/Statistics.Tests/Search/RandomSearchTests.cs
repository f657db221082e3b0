using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search;

public sealed class RandomSearchTests
{
    private static readonly SearchSpace Real = new([new DoubleParameter("x", 0, 1)]);

    [Fact]
    public void Suggestion_depends_on_seed_and_number_alone()
    {
        List<Trial> finished = [Trials.Some(1, ("x", "0.5"))];
        List<Trial> running = [Trials.Some(1, ("x", "0.25")) with { State = TrialState.Running, Value = null }];
        var first = Next(finished, 7);
        Next(running, 7).ShouldBe(first);
        Next(finished, 7).ShouldBe(first);
        Next(finished, 8).ShouldNotBe(first);
        Next([], 7).ShouldNotBe(first);

        static SearchDecision Next(IReadOnlyList<Trial> history, ulong seed) =>
            new RandomSearch().Next(new(Real, Direction.Minimize, seed), history);
    }

    [Fact]
    public void Finite_space_is_tried_once_each_and_then_exhausted()
    {
        var problem = new SearchProblem(new([new IntParameter("n", 1, 300), new CategoricalParameter("c", ["a", "b"])]), Direction.Minimize,
            3);
        var history = new List<Trial>();
        while (new RandomSearch().Next(problem, history) is Suggestion suggestion)
            history.Add(Trials.Of(suggestion));
        history.Count.ShouldBe(600);
        history.Select(trial => problem.Space.Read(trial.Parameters)).ShouldBeUnique();
    }

    [Fact]
    public void Fixed_parameters_beside_the_space_do_not_matter()
    {
        var problem = new SearchProblem(new([new IntParameter("n", 1, 2)]), Direction.Minimize, 3);
        List<Trial> history = [Trials.Some(1, ("n", "1"), ("epochs", "10")), Trials.Some(2, ("n", "2"), ("epochs", "20"))];
        new RandomSearch().Next(problem, history).ShouldBeOfType<Exhausted>();
    }

    [Fact]
    public void List_is_tried_in_order_and_repeats_are_meant()
    {
        Assignment a = new([new("x", "0.1")]), b = new([new("x", "0.2")]);
        var search = new ListSearch([a, b, a]);
        var problem = new SearchProblem(Real, Direction.Minimize, 0);
        var history = new List<Trial>();
        while (search.Next(problem, history) is Suggestion suggestion)
            history.Add(Trials.Of(suggestion, TrialState.Failed));
        history.Select(trial => trial.Parameters["x"]).ShouldBe(["0.1", "0.2", "0.1"]);
    }

    [Fact]
    public void List_with_an_impossible_entry_is_refused() =>
        new ListSearch([new([new("x", "2")])]).Problems(new(Real, Direction.Minimize, 0)).ShouldBe(["list[0]: 'x': 2 is not in [0, 1]"]);
}
