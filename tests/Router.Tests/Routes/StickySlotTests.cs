using CsCheck;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Tests.Routes;

public sealed class StickySlotTests
{
    /// <summary>Computed with Python's hashlib; every router and every release has these.</summary>
    [Theory]
    [InlineData("fraud-91ab33d0", "alice", 43)]
    [InlineData("fraud-91ab33d0", "bob", 43)]
    [InlineData("other", "alice", 11)]
    [InlineData("fraud-91ab33d0", "Zoë", 0)]
    [InlineData("s", "", 41)]
    public void Slots_are_the_documented_ones(string salt, string name, int slot) => StickySlot.Of(salt, name).ShouldBe(slot);

    [Fact]
    public void Long_names_have_slots_like_short_ones() => StickySlot.Of("s", new string('x', 10_000)).ShouldBe(58);

    [Fact]
    public void Users_stay_in_as_the_share_grows() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 50], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[2, 5])
            .Sample((salt, user, one, two, others) =>
            {
                var slot = StickySlot.Of(salt, user);
                var (small, large) = (Route(Math.Min(one, two), others), Route(Math.Max(one, two), others));
                if (small.BackendAt(slot).Revision == "r-canary") large.BackendAt(slot).Revision.ShouldBe("r-canary");
                if (large.BackendAt(slot).Revision != "r-canary") small.BackendAt(slot).Revision.ShouldNotBe("r-canary");
            });

    [Fact]
    public void Users_are_spread_evenly_and_anew_with_another_salt()
    {
        const int n = 20_000;
        // Five standard deviations of a binomial count.
        var deviation = 5 * Math.Sqrt(n * 0.1 * 0.9);
        foreach (var salt in (string[])["fraud-91ab33d0", "fraud-91ab33d1", "a", "b"])
            Math.Abs(Enumerable.Range(0, n).Count(i => StickySlot.Of(salt, $"user-{i}") < 10) - (n * 0.1)).ShouldBeLessThan(deviation);
        var both = Enumerable.Range(0, n).Count(i => StickySlot.Of("a", $"user-{i}") < 10 && StickySlot.Of("b", $"user-{i}") < 10);
        Math.Abs(both - (n * 0.01)).ShouldBeLessThan(5 * Math.Sqrt(n * 0.01 * 0.99));
    }

    private static ModelRoute Route(int share, int others)
    {
        var rest = 100 - share;
        var backends = Enumerable.Range(0, others)
            .Select(i => new Backend(i % 2 == 0 ? $"a{i}" : $"z{i}", "http://h:1", (rest / others) + (i < rest % others ? 1 : 0)));
        return new ModelRoute("m", 1, [], [.. backends, new("r-canary", "http://h:2", share)], null)
        {
            Sticky = new StickyRule("x-user-id", null, "r-canary", "s"),
        };
    }
}
