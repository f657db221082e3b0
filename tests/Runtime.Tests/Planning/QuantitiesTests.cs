using CsCheck;
using k8s.Models;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Tests.Planning;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("0.5", "500m")]
    [InlineData("1e3", "1k")]
    [InlineData("1E3", "1000")]
    [InlineData("2G", "2000M")]
    [InlineData("+5", "5")]
    [InlineData("1.50Gi", "1536Mi")]
    public void Quantity_reads_all_spellings(string one, string other) =>
        Quantities.Quantity(one).ShouldNotBeNull().ShouldBe(Quantities.Quantity(other).ShouldNotBeNull());

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1x")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("99999999999999999999999999Ei")]
    [InlineData("nginx:1")]
    public void Quantity_refuses_other_text(string text) => Quantities.Quantity(text).ShouldBeNull();

    [Theory]
    [InlineData("60s", "1m0s")]
    [InlineData("1h30m", "90m")]
    [InlineData("1.5s", "1500ms")]
    [InlineData("0", "0s")]
    [InlineData("-1m", "-60s")]
    public void Duration_reads_all_spellings(string one, string other) =>
        Quantities.Duration(one).ShouldNotBeNull().ShouldBe(Quantities.Duration(other).ShouldNotBeNull());

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 s")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("-")]
    public void Duration_refuses_other_text(string text) => Quantities.Duration(text).ShouldBeNull();

    [Fact]
    public void Quantity_agrees_with_the_client_library() =>
        Gen.Select(Gen.Int[0, 100000], JsonGen.OneOf("", "m", "k", "M", "G", "Ki", "Mi", "Gi")).Sample((number, suffix) =>
            Quantities.Quantity($"{number}{suffix}").ShouldBe(new ResourceQuantity($"{number}{suffix}").ToDecimal()));

    [Fact]
    public void Any_text_is_read_without_an_exception() => Gen.String[0, 40].Sample(text =>
    {
        Quantities.Quantity(text);
        Quantities.Duration(text);
        return true;
    });
}
