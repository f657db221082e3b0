using CsCheck;
using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Tests.Tracking;

public sealed class MlflowKeyTests
{
    [Theory]
    [InlineData("val_auc", "val_auc")]
    [InlineData("slice/a.b-c", "slice/a.b-c")]
    [InlineData("map@50:95", "map_50_95")]
    [InlineData("a//b/", "a/_/b/_")]
    [InlineData("../x", "_/x")]
    [InlineData("größe", "gr__e")]
    public void Of_a_name(string name, string key) => MlflowKey.Of(name).ShouldBe(key);

    [Fact]
    public void Of_any_name_is_taken_by_every_server_and_is_its_own_key() => Gen.String[Gen.Char[' ', '\u00ff'], 1, 600].Sample(name =>
    {
        var key = MlflowKey.Of(name);
        key.Length.ShouldBeInRange(1, 250);
        key.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' || letter == '-' || letter == '.' || letter == '/');
        key.Split('/').ShouldAllBe(part => part != "" && part != "." && part != "..");
        MlflowKey.Of(key).ShouldBe(key);
    });

    [Fact]
    public void Of_two_long_names_with_one_beginning_are_two_keys() =>
        MlflowKey.Of(new string('x', 600) + "a").ShouldNotBe(MlflowKey.Of(new string('x', 600) + "b"));
}
