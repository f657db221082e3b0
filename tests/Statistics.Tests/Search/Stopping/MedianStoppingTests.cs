using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Stopping;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Stopping;

public sealed class MedianStoppingTests
{
    private static readonly MedianStopping Rule = new(WarmupSteps: 2, MinRuns: 3);

    private static readonly Trial[] Averages = [Completed(1, 0.9, 0.9), Completed(2, 0.9, 0.9), Completed(3, 0.1, 0.1)];

    [Fact]
    public void One_diverged_trial_does_not_move_the_rule()
    {
        // The median of 0.9, 0.9, 0.1 is 0.9; their mean, which some systems call the median, is 0.633 and would let 0.7 go on.
        MedianStopping.Median([0.9, 0.9, 0.1]).ShouldBe(0.9);
        var decision = Rule.Decide(Direction.Maximize, Trials.Series(0.6, 0.7), Averages);
        decision.Stop.ShouldBeTrue();
        decision.Reason.ShouldBe("best value 0.7 up to step 2 is worse than the median 0.9 of 3 completed trials");
    }

    [Fact]
    public void Trial_at_the_median_goes_on() => Rule.Decide(Direction.Maximize, Trials.Series(0.2, 0.9), Averages).Stop.ShouldBeFalse();

    [Fact]
    public void Direction_is_minded() => Rule.Decide(Direction.Minimize, Trials.Series(0.95, 0.93), Averages).Stop.ShouldBeTrue();

    [Fact]
    public void Best_so_far_counts_not_the_latest() =>
        Rule.Decide(Direction.Maximize, Trials.Series(0.95, 0.1), Averages).Stop.ShouldBeFalse();

    [Fact]
    public void Averages_go_only_up_to_the_step()
    {
        Trial[] risers = [.. Enumerable.Range(1, 3).Select(i => Completed(i, 0.1, 0.1, 0.9, 0.9))];
        Rule.Decide(Direction.Maximize, Trials.Series(0.2, 0.2), risers).Stop.ShouldBeFalse();
        Rule.Decide(Direction.Maximize, Trials.Series(0.2, 0.2, 0.2, 0.2), risers).Stop.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_stopped_during_warmup_or_without_enough_completed_trials()
    {
        Rule.Decide(Direction.Maximize, Trials.Series(0.0), Averages).Stop.ShouldBeFalse();
        Rule.Decide(Direction.Maximize, Trials.Series(0.0, 0.0), Averages[..2]).Stop.ShouldBeFalse();
        var failed = Averages.Select(trial => trial with { State = TrialState.Failed });
        Rule.Decide(Direction.Maximize, Trials.Series(0.0, 0.0), failed).Stop.ShouldBeFalse();
    }

    [Fact]
    public void Nan_is_passed_over()
    {
        MedianStopping.AverageUpTo(Trials.Series(1, double.NaN, 3), 3).ShouldBe(2);
        Rule.Decide(Direction.Maximize, Trials.Series(double.NaN, double.NaN), Averages).ShouldBe(new StopDecision(false, "no value yet"));
        Rule.Decide(Direction.Maximize, [], Averages).Stop.ShouldBeFalse();
    }

    [Fact]
    public void Median_of_an_even_number_is_between_the_middle_two() => MedianStopping.Median([4, 1, 3, 2]).ShouldBe(2.5);

    private static Trial Completed(int number, params double[] values) =>
        Trials.Valued(number, values[^1]) with { Series = Trials.Series(values) };
}
