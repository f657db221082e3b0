using System.Text.Json;
using System.Text.RegularExpressions;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Tests.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("\"500m\"")]
    [InlineData("\"0.5\"")]
    [InlineData("\"1Gi\"")]
    [InlineData("2")]
    [InlineData("\"2\"")]
    [InlineData("\"not a quantity\"")]
    public void Json_is_written_the_way_it_was_read(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Quantity>(json, CrdJson.Options), CrdJson.Options).ShouldBe(json);

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Json_of_another_type_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Quantity>(json, CrdJson.Options))
            .Message.ShouldContain("a quantity is a string or a number");

    [Theory]
    [InlineData("0")]
    [InlineData("1.5Gi")]
    [InlineData("100m")]
    [InlineData("1e3")]
    [InlineData("12E")]
    [InlineData("2k")]
    [InlineData(".5")]
    [InlineData("5.")]
    public void Pattern_accepts_what_Kubernetes_parses(string text) => Regex.IsMatch(text, Quantity.Pattern).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1GB")]
    [InlineData("1 Gi")]
    [InlineData("1K")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData(".")]
    public void Pattern_refuses_what_Kubernetes_does_not_parse_or_a_container_cannot_ask_for(string text) =>
        Regex.IsMatch(text, Quantity.Pattern).ShouldBeFalse();
}
