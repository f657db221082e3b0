using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Stopping;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Stopping;

public sealed class AshaStoppingTests
{
    private static readonly AshaStopping Rule = new(new(1, 9, 3));

    [Fact]
    public void Only_the_best_third_of_a_rung_goes_on()
    {
        Trial[] others = [.. Enumerable.Range(1, 8)
            .Select(i => Trials.Valued(i, null, TrialState.Running) with { Series = Trials.Series(i) })];
        Rule.Decide(Direction.Minimize, 9, Trials.Series(2.5), others).Stop.ShouldBeFalse();
        var decision = Rule.Decide(Direction.Minimize, 9, Trials.Series(3.5), others);
        decision.Stop.ShouldBeTrue();
        decision.Reason.ShouldBe("rung 0 (step 1): value 3.5 is at place 4 of 9; the best 3 go on");
    }

    [Fact]
    public void First_trials_compete_for_one_place()
    {
        Rule.Decide(Direction.Maximize, 1, Trials.Series(0.5), []).Stop.ShouldBeFalse();
        Trial[] first = [Trials.Valued(1, null, TrialState.Running) with { Series = Trials.Series(0.5) }];
        Rule.Decide(Direction.Maximize, 2, Trials.Series(0.4), first).Stop.ShouldBeTrue();
        Rule.Decide(Direction.Maximize, 2, Trials.Series(0.5), first).Stop.ShouldBeFalse();
    }

    [Fact]
    public void Rung_is_the_highest_reached_and_compares_values_there()
    {
        Trial[] others = [Trials.Valued(1, 0) with { Series = Trials.Series(9, 9, 1, 0, 0) },
            Trials.Valued(2, 5) with { Series = Trials.Series(1, 1) }];
        // Step 3 is rung 1; the second trial ended before it and does not count.
        Rule.Decide(Direction.Minimize, 3, Trials.Series(0, 0, 2, 0), others).Reason
            .ShouldStartWith("rung 1 (step 3): value 2 is at place 2 of 2");
    }

    [Fact]
    public void Own_entry_in_the_history_is_no_competitor()
    {
        Trial[] history = [Trials.Valued(1, null, TrialState.Running) with { Series = Trials.Series(1) }];
        Rule.Decide(Direction.Minimize, 1, Trials.Series(2), history).Stop.ShouldBeFalse();
    }

    [Fact]
    public void Trial_before_its_first_rung_goes_on_and_one_at_nan_ends()
    {
        new AshaStopping(new(4, 16, 2)).Decide(Direction.Minimize, 1, Trials.Series(1, 1, 1), []).Stop.ShouldBeFalse();
        Rule.Decide(Direction.Minimize, 1, [], []).Stop.ShouldBeFalse();
        Rule.Decide(Direction.Minimize, 1, Trials.Series(double.NaN), []).Stop.ShouldBeTrue();
    }
}
