using CsCheck;
using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Tests.Models.Monitoring;

public sealed class TallyTests
{
    private static readonly Gen<Tally> Any = Gen.Select(Gen.Long[0, 100].Array[5], Gen.Long[0, 100].Array[4])
        .Select((fixedCounts, bins) => Tally.Of(fixedCounts[0], fixedCounts[1], fixedCounts[2], fixedCounts[3], fixedCounts[4], bins));

    [Fact]
    public void Tallies_of_replicas_add_up_in_any_order_to_that_of_one() => Any.Array[1, 6].Sample(tallies =>
    {
        var sum = tallies.Aggregate(Tally.None(4), (left, right) => left.Add(right));
        tallies.Reverse().Aggregate((left, right) => left.Add(right)).ShouldBe(sum);
        sum.Rows.ShouldBe(tallies.Sum(tally => tally.Rows));
        sum.Binned.ShouldBe(tallies.Sum(tally => tally.Binned));
    });

    [Fact]
    public void Since_gives_back_what_was_added_and_nothing_when_a_count_fell() => Gen.Select(Any, Any).Sample((before, grown) =>
    {
        before.Add(grown).Since(before).ShouldBe(grown);
        if (grown.Binned > 0) before.Since(before.Add(grown)).ShouldBeNull();
    });

    [Fact]
    public void Text_is_read_back_as_it_was() => Any.Sample(tally => Tally.Parse(tally.ToString()).ShouldBe(tally));

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("1 2 3 4 5 -6")]
    [InlineData("1 2 3 4 x 6")]
    public void Other_text_is_nothing(string text) => Tally.Parse(text).ShouldBeNull();
}
