using CsCheck;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Tests.Schema;

public sealed class QuantityTests
{
    private static readonly string[] Suffixes = ["", "m", "u", "k", "M", "Ki", "Mi", "Gi", "n", "e3"];

    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1.5", "1500m")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1000", "1k")]
    [InlineData("1500", "1500")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("+2", "2")]
    [InlineData("1e3", "1e3")]
    [InlineData("100M", "100M")]
    [InlineData("0.0000000001", "1n")]
    public void ToString_is_canonical(string text, string canonical)
    {
        Quantity.TryParse(text, out var quantity).ShouldBeTrue();
        quantity.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1x")]
    [InlineData("1 Gi")]
    [InlineData("1.2.3")]
    [InlineData("Gi")]
    [InlineData("1e")]
    [InlineData("1e99")]
    public void TryParse_refuses_what_is_no_quantity(string text) => Quantity.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("1m", 1, 1)]
    [InlineData("1500m", 2, 1500)]
    [InlineData("1Ki", 1024, 1024_000)]
    public void Values_are_rounded_up(string text, long value, long milli)
    {
        Quantity.TryParse(text, out var quantity).ShouldBeTrue();
        quantity.Value.ShouldBe(value);
        quantity.MilliValue.ShouldBe(milli);
    }

    [Fact]
    public void The_canonical_text_is_read_back_as_the_same_amount() =>
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[0, 9]).Sample((number, suffix) =>
        {
            var text = number + Suffixes[suffix];
            Quantity.TryParse(text, out var quantity).ShouldBeTrue();
            Quantity.TryParse(quantity.ToString(), out var again).ShouldBeTrue();
            return again.MilliValue == quantity.MilliValue && again.ToString() == quantity.ToString();
        });
}
