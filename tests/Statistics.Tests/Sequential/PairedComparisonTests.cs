using CsCheck;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class PairedComparisonTests
{
    /// <summary>Expected: exact binomial sums, and B(b+½, c+½)/B(½, ½)·2^(b+c), in another program.</summary>
    [Fact]
    public void Assess_known_pairs_give_known_values()
    {
        var assessed = PairedComparison.Assess(40, 25);
        assessed.PWorse.ShouldBe(0.04084076697077003, 1e-12);
        assessed.PDifferent.ShouldBe(0.08168153394154006, 1e-12);
        assessed.LogEvidence.ShouldBe(-0.57050718920447, 1e-10);
        assessed.Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Theory]
    [InlineData(80, 25, Outcome.Harmful)]
    [InlineData(25, 80, Outcome.NonInferior)]
    [InlineData(0, 0, Outcome.Inconclusive)]
    [InlineData(1_000_000, 1_000_000, Outcome.Inconclusive)]
    [InlineData(500_100_000, 499_900_000, Outcome.Harmful)]
    public void Assess_pairs_are_judged_by_their_share(long first, long second, Outcome outcome) =>
        PairedComparison.Assess(first, second).Outcome.ShouldBe(outcome);

    [Fact]
    public void Assess_sides_may_be_exchanged() =>
        Gen.Select(Gen.Long[0, 2_000], Gen.Long[0, 2_000]).Sample((b, c) =>
        {
            var (forth, back) = (PairedComparison.Assess(b, c), PairedComparison.Assess(c, b));
            back.LogEvidence.ShouldBe(forth.LogEvidence, 1e-8);
            back.ShareLower.ShouldBe(1 - forth.ShareUpper, 1e-8);
            back.PDifferent.ShouldBe(forth.PDifferent, 1e-8);
            (forth.Outcome == Outcome.Harmful).ShouldBe(forth.ShareLower > 0.5);
        });

    [Fact]
    public void Assess_negative_count_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairedComparison.Assess(-1, 3));
}
