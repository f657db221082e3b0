using Modelwright.Agent.Reports;

namespace Modelwright.Agent.Tests.Reports;

public sealed class RunProgressTests
{
    [Theory]
    [InlineData("42", 42.0, null, null)]
    [InlineData(" 42.5%\n", 42.5, null, null)]
    [InlineData("180", 100.0, null, null)]
    [InlineData("-1", 0.0, null, null)]
    [InlineData("""{"percent":42,"step":7,"etaSeconds":600}""", 42.0, 7L, 600.0)]
    [InlineData("""{"percent":"x","step":1e99,"etaSeconds":-1}""", null, null, null)]
    [InlineData("{}", null, null, null)]
    public void Parse_documented_forms_are_read(string text, double? percent, long? step, double? eta) =>
        RunProgress.Parse(text).ShouldBe(new RunProgress(percent, step, eta));

    [Theory]
    [InlineData("")]
    [InlineData("half")]
    [InlineData("NaN")]
    [InlineData("[1]")]
    [InlineData("{\"percent\":")]
    public void Parse_anything_else_is_nothing(string text) => RunProgress.Parse(text).ShouldBeNull();
}
