using System.Text.Json;
using CsCheck;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests;

public sealed class TerminationMessageTests
{
    [Fact]
    public void Success_names_digest_and_size() =>
        System.Text.Encoding.UTF8.GetString(TerminationMessage.Success(new FetchResult(Sha256Digest.Of("x"u8), 1)))
            .ShouldBe("""{"digest":"sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881","bytes":1}""");

    [Fact]
    public void Failure_is_json_within_the_limit_whatever_the_text() =>
        Gen.Select(Gen.Enum<FetchReason>(), Gen.String[Gen.Char, 0, 6000]).Sample((reason, text) =>
        {
            var message = TerminationMessage.Failure(reason, text);
            message.Length.ShouldBeLessThanOrEqualTo(TerminationMessage.MaxBytes);
            var json = JsonDocument.Parse(message).RootElement;
            json.GetProperty("reason").GetString().ShouldBe(reason.ToString());
            json.GetProperty("message").ValueKind.ShouldBe(JsonValueKind.String);
        });

    [Theory]
    [InlineData("a")]
    [InlineData("😀")]
    [InlineData("\"\\")]
    [InlineData("\u0001")]
    public void Long_text_loses_its_end_but_no_half_character(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 5000));

        var json = JsonDocument.Parse(TerminationMessage.Failure(FetchReason.Failed, text)).RootElement;

        var message = json.GetProperty("message").GetString()!;

        message.ShouldEndWith("…");
        text.ShouldStartWith(message[..^1]);
        message.Length.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Message_goes_to_the_named_file()
    {
        using var folder = new TempFolder();
        TerminationMessage.Write([1, 2], name => name == "MODELWRIGHT_TERMINATION_LOG" ? folder.File("log") : null);

        File.ReadAllBytes(folder.File("log")).ShouldBe([1, 2]);
    }
}
