using CsCheck;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Tests.Search.Spaces;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Boosting = new(
    [
        new DoubleParameter("dropout", 0, 0.5) { ActiveWhen = new("booster", ["dart"]) },
        new DoubleParameter("lr", 1e-5, 1e-1, Scale.Log),
        new IntParameter("depth", 2, 12, 3),
        new CategoricalParameter("booster", ["gbtree", "dart"]),
    ]);

    [Fact]
    public void Good_space_has_no_problems() => Boosting.Problems.ShouldBeEmpty();

    [Fact]
    public void Every_mistake_is_named()
    {
        Problem().ShouldContain("1 to 100 parameters, not 0");
        Problem(new DoubleParameter("1x", 0, 1)).ShouldContain("'1x' is no parameter name");
        Problem(new DoubleParameter("a.b", 0, 1), new DoubleParameter("a-B", 0, 1))
            .ShouldContain("'a.b' and 'a-B' have one environment variable, A_B");
        Problem(new DoubleParameter("x", 1, 1)).ShouldContain("min (1) must be below max (1)");
        Problem(new DoubleParameter("x", 0, 1, Scale.Log)).ShouldContain("a log scale needs a positive min, not 0");
        Problem(new DoubleParameter("x", double.NaN, 1)).ShouldContain("finite");
        Problem(new DoubleParameter("x", -1e308, 1.7e308)).ShouldContain("finite");
        Problem(new IntParameter("n", 5, 4)).ShouldContain("min (5) must not be above max (4)");
        Problem(new IntParameter("n", 1, 4, 0)).ShouldContain("step must be at least 1, not 0");
        Problem(new IntParameter("n", 0, 4, 1, Scale.Log)).ShouldContain("min of at least 1, not 0");
        Problem(new IntParameter("n", 1, 4, 2, Scale.Log)).ShouldContain("a log scale has step 1, not 2");
        Problem(new IntParameter("n", long.MinValue, long.MaxValue)).ShouldContain("within ±2^52");
        Problem(new CategoricalParameter("c", [])).ShouldContain("1 to 256 values, not 0");
        Problem(new CategoricalParameter("c", ["a", "a"])).ShouldContain("'a' appears twice");
    }

    [Fact]
    public void Every_mistake_in_a_condition_is_named()
    {
        var kind = new CategoricalParameter("kind", ["a", "b"]);
        Problem(Conditional("none", "a"), kind).ShouldContain("there is no parameter 'none'");
        Problem(Conditional("kind", "c"), kind).ShouldContain("'kind' cannot be 'c'");
        Problem(Conditional("kind"), kind).ShouldContain("at least one value");
        Problem(Conditional("y", "1"), new DoubleParameter("y", 0, 2)).ShouldContain("real number");
        Problem(Conditional("n", "1"), new IntParameter("n", 1, 100_000)).ShouldContain("100000 values");
        Problem(kind with { ActiveWhen = new("other", ["a"]) },
            new CategoricalParameter("other", ["a"]) { ActiveWhen = new("kind", ["a"]) })
            .ShouldContain("round in a circle");

        static Parameter Conditional(string parent, params string[] values) =>
            new DoubleParameter("x", 0, 1) { ActiveWhen = new(parent, values) };
    }

    [Fact]
    public void Draws_are_points_of_the_space() =>
        Gen.ULong.Sample(seed => Boosting.Check(Boosting.Draw(RandomStream.Of(seed, 1))).ShouldBeEmpty());

    [Fact]
    public void Draws_of_a_conditional_parameter_exist_only_where_it_does()
    {
        var draws = Enumerable.Range(0, 200).Select(i => Boosting.Draw(RandomStream.Of(1, (ulong)i))).ToList();
        draws.ShouldAllBe(draw => draw.ContainsKey("dropout") == (draw["booster"] == "dart"));
        draws.Count(draw => draw.ContainsKey("dropout")).ShouldBeInRange(70, 130);
    }

    [Fact]
    public void Draws_on_a_log_scale_are_even_in_the_logarithm()
    {
        var draws = Enumerable.Range(0, 4_000).Select(i => Boosting.Draw(RandomStream.Of(2, (ulong)i))).ToList();
        draws.Count(draw => double.Parse(draw["lr"], System.Globalization.CultureInfo.InvariantCulture) < 1e-3)
            .ShouldBeInRange(1_850, 2_150);
        var space = new SearchSpace([new IntParameter("n", 1, 1000, 1, Scale.Log)]);
        var small = Enumerable.Range(0, 4_000).Count(i => space.Draw(RandomStream.Of(3, (ulong)i))["n"].Length == 1);
        // ln(9.5/0.5) / ln(1000.5/0.5) = 0.387
        small.ShouldBeInRange(1_450, 1_650);
    }

    [Fact]
    public void Draws_of_an_integer_take_every_step_as_often() =>
        Enumerable.Range(0, 4_000).Select(i => Boosting.Draw(RandomStream.Of(4, (ulong)i))["depth"])
        .CountBy(depth => depth).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ShouldAllBe(pair => pair.Value > 900 && pair.Value < 1_100);

    [Fact]
    public void Wrong_assignment_is_explained()
    {
        Boosting.Check(Point("lr=0.01", "depth=5", "booster=gbtree")).ShouldBeEmpty();
        Boosting.Check(Point("lr=0.5", "depth=6", "booster=tree", "dropout=0.1", "colour=red")).ShouldBe(
        [
            "'colour' is no parameter of the search",
            "'lr': 0.5 is not in [0.00001, 0.1]",
            "'depth': 6 is not 2 plus a multiple of 3",
            "'booster': 'tree' is none of gbtree, dart",
            "'dropout' has a value but is not active here",
        ]);
        Boosting.Check(Point("lr=x", "booster=dart", "dropout=NaN")).ShouldBe(
            ["'lr': 'x' is no number", "'depth' has no value", "'dropout': NaN is not in [0, 0.5]"]);
    }

    [Fact]
    public void Assignments_are_equal_by_content()
    {
        Point("a=1", "b=2").ShouldBe(Point("b=2", "a=1"));
        Point("a=1", "b=2").ShouldNotBe(Point("a=1"));
        Point("a=1;b=2").ShouldNotBe(Point("a=1", "b=2"));
        Point("b=2", "a=1").ToString().ShouldBe("a=1, b=2");
    }

    private static string Problem(params Parameter[] parameters) => string.Join('\n', new SearchSpace(parameters).Problems);

    private static Assignment Point(params string[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..])));
}
