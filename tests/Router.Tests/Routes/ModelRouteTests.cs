using CsCheck;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Routes;

public sealed class ModelRouteTests
{
    /// <summary>The 99.9999 % quantiles of chi-square by degrees of freedom (1 to 5): a false alarm in a million.</summary>
    private static readonly double[] Critical = [23.93, 27.63, 30.66, 33.38, 35.89];

    private static readonly Gen<int[]> Weights = Gen.Int[1, 6].SelectMany(n => Gen.Int[0, 100].Array[n - 1].Select(cuts =>
    {
        int[] edges = [0, .. cuts.Order(), 100];
        return edges.Zip(edges.Skip(1), (from, to) => to - from).ToArray();
    }));

    [Fact]
    public void Slots_hold_each_backend_as_often_as_its_weight() => Weights.Sample(weights =>
    {
        var route = Route(weights);
        var counts = Enumerable.Range(0, 100).CountBy(slot => route.BackendAt(slot).Revision).ToDictionary();
        for (var i = 0; i < weights.Length; i++) counts.GetValueOrDefault($"r{i}").ShouldBe(weights[i]);
    });

    [Fact]
    public void Draws_follow_the_weights_by_chi_square() => Weights.Sample(weights =>
    {
        const int n = 10_000;
        var route = Route(weights);
        var draw = SeededDraw.Of(weights.Aggregate(17, (h, w) => (h * 31) + w));
        var counts = Enumerable.Range(0, n).CountBy(_ => route.BackendAt(draw(100)).Revision).ToDictionary();
        var live = weights.Index().Where(w => w.Item > 0).ToList();
        var chi = live.Sum(w => Math.Pow(counts.GetValueOrDefault($"r{w.Index}") - (n * w.Item / 100.0), 2) / (n * w.Item / 100.0));
        counts.Values.Sum().ShouldBe(n);
        counts.Count.ShouldBeLessThanOrEqualTo(live.Count);
        if (live.Count > 1) chi.ShouldBeLessThan(Critical[live.Count - 2]);
    }, iter: 300, seed: "0000000000000001");

    [Fact]
    public void Every_one_percent_step_stays_within_the_binomial_bound()
    {
        const int n = 20_000;
        for (var weight = 0; weight <= 100; weight++)
        {
            var route = Route([weight, 100 - weight]);
            var draw = SeededDraw.Of(weight);
            var hits = Enumerable.Range(0, n).Count(_ => route.BackendAt(draw(100)).Revision == "r0");
            // Five standard deviations: one in 1.7 million; exact at 0 and 100.
            var deviation = Math.Sqrt(n * (weight / 100.0) * (1 - (weight / 100.0)));
            Math.Abs(hits - (n * weight / 100.0)).ShouldBeLessThanOrEqualTo(5 * deviation);
        }
    }

    [Fact]
    public void Growing_share_keeps_the_slots_it_had()
    {
        // What stickiness will rest on: a user whose slot is with the first revision stays there while its weight grows.
        for (var weight = 1; weight < 100; weight++)
            for (var slot = 0; slot < 100; slot++)
                if (Route([weight, 100 - weight]).BackendAt(slot).Revision == "r0")
                    Route([weight + 1, 99 - weight]).BackendAt(slot).Revision.ShouldBe("r0");
    }

    [Fact]
    public void Other_backend_is_drawn_by_the_remaining_weights()
    {
        var route = Route([20, 50, 30, 0]);
        Enumerable.Range(0, 50).CountBy(slot => route.BackendOtherThan("r1", bound =>
        {
            bound.ShouldBe(50);
            return slot;
        })!.Revision).ToDictionary().ShouldBe(new Dictionary<string, int> { ["r0"] = 20, ["r2"] = 30 }, ignoreOrder: true);
    }

    [Fact]
    public void Other_backend_of_the_only_one_is_none() => Route([100, 0]).BackendOtherThan("r0", _ => 0).ShouldBeNull();

    [Fact]
    public void Order_and_case_of_a_document_do_not_make_another_route()
    {
        var one = new ModelRoute("m", 1, ["B.x", "a"], [new("r1", "http://h:1", 40), new("r0", "http://h:2", 60)], null);
        var two = new ModelRoute("m", 1, ["a", "b.X", "a"], [new("r0", "http://h:2", 60), new("r1", "http://h:1", 40)], null);
        one.Equals(two).ShouldBeTrue();
        one.GetHashCode().ShouldBe(two.GetHashCode());
    }

    [Fact]
    public void Any_other_content_is_another_route()
    {
        var route = new ModelRoute("m", 1, ["a"], [new("r0", "http://h:2", 100)], null);
        route.Equals(new ModelRoute("m", 2, ["a"], [new("r0", "http://h:2", 100)], null)).ShouldBeFalse();
        route.Equals(new ModelRoute("m", 1, ["b"], [new("r0", "http://h:2", 100)], null)).ShouldBeFalse();
        route.Equals(new ModelRoute("m", 1, ["a"], [new("r0", "http://h:3", 100)], null)).ShouldBeFalse();
        route.Equals(new ModelRoute("m", 1, ["a"], [new("r0", "http://h:2", 100)], "why")).ShouldBeFalse();
    }

    [Fact]
    public void Other_rules_are_another_route()
    {
        ModelRoute Make(MirrorRule? mirror = null, StickyRule? sticky = null, ActivationRule? activation = null) =>
            new("m", 1, ["a"], [new("r0", "http://h:2", 100)], null) { Mirror = mirror, Sticky = sticky, Activation = activation };
        var (mirror, sticky) = (new MirrorRule("r0", 20, 0.001), new StickyRule("x-user", null, "r0", "s"));
        var route = Make(mirror, sticky, new(1, 2));
        route.Equals(Make(mirror with { }, sticky with { }, new(1, 2))).ShouldBeTrue();
        ModelRoute[] others =
        [
            Make(), Make(mirror with { Percent = 21 }, sticky, new(1, 2)), Make(mirror with { Tolerance = 0 }, sticky, new(1, 2)),
            Make(mirror, sticky with { Salt = "t" }, new(1, 2)), Make(mirror, new(null, "x-user", "r0", "s"), new(1, 2)),
            Make(mirror, sticky, new(1, 3)), Make(null, sticky, new(1, 2)), Make(mirror, null, new(1, 2)), Make(mirror, sticky),
        ];
        others.ShouldAllBe(other => !route.Equals(other) && !other.Equals(route));
    }

    [Fact]
    public void Revision_that_users_stick_to_has_the_first_slots() => Weights.Sample(weights =>
    {
        for (var sticky = 0; sticky < weights.Length; sticky++)
        {
            var plain = Route(weights);
            var route = new ModelRoute("m", 1, [], plain.Backends, null) { Sticky = new(null, "user", $"r{sticky}", "s") };
            for (var slot = 0; slot < 100; slot++)
                (route.BackendAt(slot).Revision == $"r{sticky}").ShouldBe(slot < weights[sticky]);
            var counts = Enumerable.Range(0, 100).CountBy(slot => route.BackendAt(slot).Revision).ToDictionary();
            for (var i = 0; i < weights.Length; i++) counts.GetValueOrDefault($"r{i}").ShouldBe(weights[i]);
        }
    });

    private static ModelRoute Route(int[] weights) =>
        new("m", 1, [], weights.Select((w, i) => new Backend($"r{i}", "http://h:80", w)), null);
}
