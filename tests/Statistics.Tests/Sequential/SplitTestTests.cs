using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class SplitTestTests
{
    /// <summary>Expected: the terms of the formula summed by another program.</summary>
    [Fact]
    public void Assess_known_splits_give_known_evidence()
    {
        SplitTest.Assess([new(560, 9_440, 0.05), new(1_080, 8_920, 0.1)]).LogEvidence.ShouldBe(4.100377540015626, 1e-9);
        SplitTest.Assess([new(500, 9_500, 0.05)]).LogEvidence.ShouldBe(-1.2127357275371846, 1e-9);
    }

    [Fact]
    public void Assess_right_split_of_a_billion_is_not_suspect()
    {
        var right = SplitTest.Assess([new(50_000_000, 950_000_000, 0.05), new(500_000_000, 500_000_000, 0.5)]);
        (right.IsSuspect, right.ExpectedShare, right.ObservedShare).ShouldBe((false, 0.275, 0.275));
        SplitTest.Assess([new(50_100_000, 949_900_000, 0.05)]).IsSuspect.ShouldBeFalse("a fifth of a percent is let pass");
    }

    [Theory]
    [InlineData(700, 9_300)]
    [InlineData(300, 9_700)]
    [InlineData(0, 1_000)]
    [InlineData(51_500, 948_500)]
    public void Assess_wrong_split_is_suspect(long canary, long stable) =>
        SplitTest.Assess([new(canary, stable, 0.05)]).IsSuspect.ShouldBeTrue();

    [Fact]
    public void Assess_without_requests_or_at_the_ends_there_is_nothing_to_test() =>
        SplitTest.Assess([new(0, 0, 0.5), new(5, 1_000, 0), new(1_000, 5, 1)]).ShouldBe(new(false, 0, Math.Log(1_000), 0, 0));

    [Theory]
    [InlineData(-1, 0, 0.5)]
    [InlineData(0, -1, 0.5)]
    [InlineData(0, 0, 1.01)]
    [InlineData(0, 0, double.NaN)]
    public void Assess_impossible_split_is_refused(long canary, long stable, double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SplitTest.Assess([new(canary, stable, share)]));
}
