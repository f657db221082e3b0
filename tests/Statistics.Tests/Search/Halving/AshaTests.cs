using CsCheck;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Halving;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Halving;

public sealed class AshaTests
{
    private static readonly SearchProblem Problem =
        new(new([new DoubleParameter("x", 0, 1)]), Direction.Minimize, 1) { Resource = new(1, 9, 3) };

    // Algorithm 2 of Li et al., MLSys 2020, with one worker, eta 3, r 1, R 9, worked through by hand.
    [Fact]
    public void Promotions_come_as_soon_as_a_third_of_a_rung_is_clear()
    {
        var history = new List<Trial>();
        double[] losses = [6, 2, 9, 4, 1, 8, 3, 7, 5];
        var arrived = 0;
        var steps = new List<string>();
        while (steps.Count < 13)
        {
            var suggestion = new AshaSearch().Next(Problem, history).ShouldBeOfType<Suggestion>();
            var parent = history.FirstOrDefault(trial => trial.Number == suggestion.ResumeFrom);
            var loss = parent?.Value ?? losses[arrived++];
            steps.Add($"{loss}@{suggestion.Resource}");
            history.Add(Trials.Of(suggestion, TrialState.Succeeded, loss));
        }
        // 2 is the best of three; 1, once it came, the best of five; 3 is among the best three of nine, which makes three on rung 1, of
        // which 1 goes on.
        steps.ShouldBe(["6@1", "2@1", "9@1", "2@3", "4@1", "1@1", "1@3", "8@1", "3@1", "7@1", "5@1", "3@3", "1@9"]);
    }

    [Fact]
    public void Promoted_trial_resumes_from_the_rung_below_with_its_own_parameters()
    {
        List<Trial> history = [.. Start(3).Select(trial => trial with { State = TrialState.Succeeded, Value = trial.Number })];
        var suggestion = new AshaSearch().Next(Problem, history).ShouldBeOfType<Suggestion>();
        (suggestion.Number, suggestion.ResumeFrom, suggestion.Rung, suggestion.Resource).ShouldBe((4, 1, 1, 3));
        suggestion.Parameters["x"].ShouldBe(history[0].Parameters["x"]);
    }

    [Fact]
    public void Nothing_is_promoted_twice_even_if_its_promotion_failed()
    {
        List<Trial> history = [.. Start(3).Select(trial => trial with { State = TrialState.Succeeded, Value = trial.Number })];
        history.Add(Trials.Of((Suggestion)new AshaSearch().Next(Problem, history), TrialState.Failed));
        new AshaSearch().Next(Problem, history).ShouldBeOfType<Suggestion>().Rung.ShouldBe(0);
    }

    [Fact]
    public void Failed_and_nan_trials_are_not_promoted_but_count()
    {
        List<Trial> history = [.. Start(3)];
        history[0] = history[0] with { State = TrialState.Failed };
        history[1] = history[1] with { State = TrialState.Succeeded, Value = double.NaN };
        history[2] = history[2] with { State = TrialState.Succeeded, Value = 100 };
        new AshaSearch().Next(Problem, history).ShouldBeOfType<Suggestion>().ResumeFrom.ShouldBe(3);
    }

    [Fact]
    public void It_never_waits_while_the_space_has_points()
    {
        var history = new List<Trial>();
        for (var i = 0; i < 50; i++)
            history.Add(Trials.Of(new AshaSearch().Next(Problem, history).ShouldBeOfType<Suggestion>()));
        history.ShouldAllBe(trial => trial.Rung == 0);
    }

    [Fact]
    public void No_pattern_of_failures_stops_it() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 20], Gen.Double[0, 1]).Sample((seed, parallelism, failures) =>
    {
        var random = RandomStream.Of(seed, 99);
        var history = LadderRun.ToTheEnd(new AshaSearch(), Problem, parallelism,
            (_, _) => random.NextUnit() < failures ? (TrialState.Failed, null) : (TrialState.Succeeded, random.NextUnit()), [], trials: 60);
        history.Count.ShouldBe(60);
        history.Where(trial => trial.Rung > 0).Select(trial => trial.ResumedFrom).ShouldBeUnique();
    }, iter: 100);

    [Fact]
    public void Small_space_waits_for_running_trials_and_ends()
    {
        var problem = Problem with { Space = new([new IntParameter("x", 1, 4)]) };
        var started = new List<Trial>();
        while (new AshaSearch().Next(problem, started) is Suggestion suggestion)
            started.Add(Trials.Of(suggestion));
        started.Count.ShouldBe(4);
        new AshaSearch().Next(problem, started).ShouldBeOfType<Wait>();
        var ended = LadderRun.ToTheEnd(new AshaSearch(), problem, 4, (trial, _) => (TrialState.Succeeded, trial.Number), started);
        ended.Count(trial => trial.Rung == 1).ShouldBe(1);
    }

    private static List<Trial> Start(int count)
    {
        var history = new List<Trial>();
        for (var i = 0; i < count; i++)
            history.Add(Trials.Of((Suggestion)new AshaSearch().Next(Problem, history)));
        return history;
    }
}
