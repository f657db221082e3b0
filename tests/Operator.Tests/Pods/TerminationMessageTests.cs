using CsCheck;
using Modelwright.Operator.Pods;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Pods;

public sealed class TerminationMessageTests
{
    [Fact]
    public void Parse_what_the_agent_writes()
    {
        var message = TerminationMessage.Parse($$"""{"digest":"{{Samples.Digest('a')}}","bytes":12}""");
        (message.Digest, message.Bytes, message.Reason).ShouldBe((Samples.Digest('a'), 12, null));
        message = TerminationMessage.Parse("""{"reason":"NotFound","message":"404"}""");
        (message.Reason, message.Message).ShouldBe(("NotFound", "404"));
    }

    [Theory]
    [InlineData("""{"digest":"md5:1"}""")]
    [InlineData("""{"digest":7,"bytes":"many","reason":{},"message":[]}""")]
    [InlineData("""{"bytes":-1}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_parts_that_are_not_as_agreed_are_dropped(string? text)
    {
        var message = TerminationMessage.Parse(text);
        (message.Digest, message.Bytes, message.Reason).ShouldBe((null, null, null));
    }

    [Fact]
    public void Parse_any_text_gives_one_short_visible_line() =>
        Gen.String[0, 5000].Sample(text =>
        {
            var message = TerminationMessage.Parse(text).Message ?? "";
            message.Length.ShouldBeLessThanOrEqualTo(600);
            message.Any(char.IsControl).ShouldBeFalse();
        });
}
