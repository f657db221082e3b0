using CsCheck;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search;

public sealed class TrialRankingTests
{
    private static readonly Trial[] Mixed =
    [
        Trials.Valued(1, 0.5), Trials.Valued(2, double.NaN), Trials.Valued(3, 0.9) with { Feasible = false }, Trials.Valued(4, 0.7),
        Trials.Valued(5, double.PositiveInfinity), Trials.Valued(6, null, TrialState.Failed), Trials.Valued(7, 0.7),
            Trials.Valued(8, 0.95, TrialState.Running),
        Trials.Valued(9, double.NegativeInfinity), Trials.Valued(10, 0.99, TrialState.Pruned),
    ];

    [Fact]
    public void Nan_and_infinities_come_last_in_either_direction()
    {
        TrialRanking.Order(Direction.Maximize, Mixed).Select(trial => trial.Number).ShouldBe([4, 7, 1, 10, 8, 3, 2, 5, 6, 9]);
        TrialRanking.Order(Direction.Minimize, Mixed).Select(trial => trial.Number).ShouldBe([1, 4, 7, 3, 8, 10, 2, 5, 6, 9]);
    }

    [Fact]
    public void Best_holds_every_constraint_and_the_first_of_equals_wins() =>
        TrialRanking.Best(Direction.Maximize, Mixed)!.Number.ShouldBe(4);

    [Fact]
    public void Experiment_in_which_nothing_succeeded_has_no_best()
    {
        TrialRanking.Best(Direction.Maximize, Mixed.Where(trial => !trial.IsEligible)).ShouldBeNull();
        TrialRanking.IsGoalReached(Direction.Minimize, 100, Mixed.Where(trial => !trial.IsEligible)).ShouldBeFalse();
    }

    [Fact]
    public void Top_counts_a_resumed_configuration_once()
    {
        var parameters = new Dictionary<string, string> { ["x"] = "1" };
        Trial[] trials = [Trials.Valued(1, 0.5) with { Parameters = parameters }, Trials.Valued(2, 0.8) with { Parameters = parameters },
            Trials.Valued(3, 0.6)];
        TrialRanking.Top(Direction.Maximize, trials, 10).Select(trial => trial.Number).ShouldBe([2, 3]);
    }

    [Fact]
    public void Goal_is_reached_at_equality()
    {
        TrialRanking.IsGoalReached(Direction.Maximize, 0.7, Mixed).ShouldBeTrue();
        TrialRanking.IsGoalReached(Direction.Maximize, 0.71, Mixed).ShouldBeFalse();
        TrialRanking.IsGoalReached(Direction.Minimize, 0.5, Mixed).ShouldBeTrue();
    }

    [Fact]
    public void Runs_since_the_best_are_counted() => TrialRanking.RunsSinceImprovement(Direction.Maximize, Mixed).ShouldBe(5);

    [Fact]
    public void Order_of_the_history_does_not_matter() => Gen.Shuffle(Mixed).Sample(shuffled =>
        TrialRanking.Order(Direction.Maximize, shuffled).SequenceEqual(TrialRanking.Order(Direction.Maximize, Mixed)));

    [Fact]
    public void Objective_of_a_series_is_its_last_or_its_best_value()
    {
        var series = Trials.Series(0.1, 0.8, double.NaN, 0.8, 0.3);
        Objective.Of(series, Reduction.Last, Direction.Maximize).ShouldBe(new Measurement(5, 0.3));
        Objective.Of(series, Reduction.Best, Direction.Maximize).ShouldBe(new Measurement(2, 0.8));
        Objective.Of(series, Reduction.Best, Direction.Minimize).ShouldBe(new Measurement(1, 0.1));
        Objective.Of(Trials.Series(1, double.NaN), Reduction.Last, Direction.Minimize)!.Value.ShouldBe(double.NaN);
        Objective.Of(Trials.Series(double.NaN), Reduction.Best, Direction.Minimize)!.Value.ShouldBe(double.NaN);
        Objective.Of([], Reduction.Best, Direction.Minimize).ShouldBeNull();
    }
}
