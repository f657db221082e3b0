using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Tests.Tables;

public sealed class HumanDurationTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(599, "9m59s")]
    [InlineData(601, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 660, "3h11m")]
    [InlineData(9 * 3600, "9h")]
    [InlineData(49 * 3600, "2d1h")]
    [InlineData(8 * 86400, "8d")]
    [InlineData(800 * 86400, "2y70d")]
    [InlineData(9 * 365 * 86400, "9y")]
    public void Text_has_two_digits_of_meaning(long seconds, string expected) =>
        HumanDuration.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
