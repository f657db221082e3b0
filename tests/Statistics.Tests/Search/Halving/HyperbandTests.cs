using CsCheck;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Halving;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Tests.Search.Halving;

public sealed class HyperbandTests
{
    private static readonly SearchSpace Space = new([new DoubleParameter("x", 0, 1)]);

    // Li et al., JMLR 2018, table 1.
    [Fact]
    public void Brackets_of_81_are_the_published_ones() => Plan(1, 81, 3).ShouldBe(
        ["81x1 27x3 9x9 3x27 1x81", "34x3 11x9 3x27 1x81", "15x9 5x27 1x81", "8x27 2x81", "5x81"]);

    // The paper's formulas by hand: n = ceil((s_max + 1) / (s + 1) * 3^s), then floor(n / 3^i).
    // A logarithm in floating point gives s_max = 4.
    [Fact]
    public void Brackets_of_243_are_six() => Plan(1, 243, 3).ShouldBe(
    [
        "243x1 81x3 27x9 9x27 3x81 1x243", "98x3 32x9 10x27 3x81 1x243", "41x9 13x27 4x81 1x243", "18x27 6x81 2x243", "9x81 3x243",
        "6x243",
    ]);

    [Fact]
    public void Brackets_of_729_are_seven() => Plan(1, 729, 3).ShouldBe(
    [
        "729x1 243x3 81x9 27x27 9x81 3x243 1x729", "284x3 94x9 31x27 10x81 3x243 1x729", "114x9 38x27 12x81 4x243 1x729",
        "48x27 16x81 5x243 1x729", "21x81 7x243 2x729", "11x243 3x729", "7x729",
    ]);

    [Fact]
    public void Brackets_of_1000_with_eta_10_are_four() =>
        Plan(1, 1000, 10).ShouldBe(["1000x1 100x10 10x100 1x1000", "134x10 13x100 1x1000", "20x100 2x1000", "4x1000"]);

    [Fact]
    public void Resource_never_falls_below_min_and_ends_at_max() =>
        Gen.Select(Gen.Long[1, 50], Gen.Long[1, 3_000], Gen.Int[2, 10]).Sample((min, more, eta) =>
    {
        var axis = new ResourceAxis(min, min + more, eta);
        foreach (var rungs in HyperbandPlan.Brackets(axis))
        {
            rungs[0].Resource.ShouldBeGreaterThanOrEqualTo(min);
            rungs[^1].Resource.ShouldBe(axis.Max);
            rungs.ShouldAllBe(rung => rung.Trials >= 1);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(500)]
    public void Any_parallelism_runs_the_whole_plan(int parallelism)
    {
        var problem = Problem(1, 27, 3);
        var history = Run(problem, parallelism, (trial, _) => (TrialState.Succeeded, Quality(trial)));
        foreach (var (rungs, bracket) in HyperbandPlan.Brackets(problem.Resource!).Select((rungs, bracket) => (rungs, bracket)))
        {
            for (var rung = 0; rung < rungs.Count; rung++)
                history.Count(trial => trial.Bracket == bracket && trial.Rung == rung).ShouldBe(rungs[rung].Trials);
        }
    }

    [Fact]
    public void Best_of_each_rung_go_on_from_their_own_checkpoints()
    {
        var history = Run(Problem(1, 27, 3), 3, (trial, _) => (TrialState.Succeeded, Quality(trial)));
        foreach (var trial in history.Where(trial => trial.Rung > 0))
        {
            var parent = history.Single(other => other.Number == trial.ResumedFrom);
            (parent.Rung, parent.Bracket).ShouldBe((trial.Rung - 1, trial.Bracket));
            parent.Parameters["x"].ShouldBe(trial.Parameters["x"]);
            var better = history.Count(other => other.Bracket == parent.Bracket && other.Rung == parent.Rung && other.Value > parent.Value);
            better.ShouldBeLessThan(history.Count(other => other.Bracket == trial.Bracket && other.Rung == trial.Rung));
        }
    }

    [Fact]
    public void No_pattern_of_failures_stops_it() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 20], Gen.Double[0, 1]).Sample((seed, parallelism, failures) =>
    {
        var random = RandomStream.Of(seed, 99);
        var history = Run(Problem(1, 9, 3), parallelism, (trial, _) => random.NextUnit() < failures
            ? (random.NextUnit() < 0.5 ? TrialState.Failed : TrialState.Pruned, null)
            : (TrialState.Succeeded, random.NextUnit() < 0.2 ? double.NaN : Quality(trial)));
        history.Count(trial => trial.Rung == 0).ShouldBe(9 + 5 + 3);
    }, iter: 200);

    [Fact]
    public void Several_passes_go_on_where_one_ended()
    {
        var problem = Problem(1, 9, 3);
        var once = Run(problem, 4, (trial, _) => (TrialState.Succeeded, Quality(trial)));
        var twice = Run(problem, 4, (trial, _) => (TrialState.Succeeded, Quality(trial)), new HyperbandSearch(2), [.. once]);
        twice.Count.ShouldBe(2 * once.Count);
    }

    [Fact]
    public void Small_space_ends_its_brackets_with_what_there_is()
    {
        var problem = Problem(1, 9, 3) with { Space = new([new IntParameter("x", 1, 4)]) };
        var history = Run(problem, 2, (trial, _) =>
            (TrialState.Succeeded, double.Parse(trial.Parameters["x"], System.Globalization.CultureInfo.InvariantCulture)));
        history.Count(trial => trial.Rung == 0).ShouldBe(4);
        history.Where(trial => trial.Rung == 2).Single().Parameters["x"].ShouldBe("4");
    }

    [Fact]
    public void Problem_without_a_usable_resource_is_refused()
    {
        new HyperbandSearch().Problems(Problem(1, 9, 3) with { Resource = null }).Single().ShouldContain("needs a resource");
        new HyperbandSearch().Problems(Problem(5, 9, 3)).Single().ShouldContain("nothing to halve");
        new HyperbandSearch().Problems(Problem(1, long.MaxValue, 2)).Single().ShouldContain("more than a million");
        new HyperbandSearch().Problems(Problem(1, 9, 1)).Single().ShouldContain("eta must be 2 to 100");
    }

    private static double Quality(Trial trial) =>
        -Math.Abs(double.Parse(trial.Parameters["x"], System.Globalization.CultureInfo.InvariantCulture) - 0.4);

    private static IReadOnlyList<string> Plan(long min, long max, int eta) => [.. HyperbandPlan.Brackets(new(min, max, eta))
        .Select(rungs => string.Join(' ', rungs.Select(rung => $"{rung.Trials}x{rung.Resource}")))];

    private static SearchProblem Problem(long min, long max, int eta) =>
        new(Space, Direction.Maximize, 7) { Resource = new(min, max, eta) };

    private static IReadOnlyList<Trial> Run(
        SearchProblem problem, int parallelism, Func<Trial, int, (TrialState, double?)> end, ISearchAlgorithm? algorithm = null,
            List<Trial>? history = null) =>
        LadderRun.ToTheEnd(algorithm ?? new HyperbandSearch(), problem, parallelism, end, history ?? []);
}
