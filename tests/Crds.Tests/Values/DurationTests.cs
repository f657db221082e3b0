using System.Text.RegularExpressions;
using CsCheck;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Tests.Values;

public sealed class DurationTests
{
    private static readonly string[] Tokens = ["0", "1", "59", ".", "h", "m", "s", "ms", " ", "-"];

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("5s", 5_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("90m", 5_400_000)]
    [InlineData("2m3s4ms", 123_004)]
    [InlineData("1s1s", 2_000)]
    [InlineData("0.5ms", 0.5)]
    public void TryGetTimeSpan_reads_what_Go_reads(string text, double milliseconds)
    {
        new Duration(text).TryGetTimeSpan(out var span).ShouldBeTrue();
        span.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("1d")]
    [InlineData("1h 30m")]
    [InlineData("00:00:05")]
    [InlineData("1.2.3s")]
    [InlineData("5S")]
    [InlineData("99999999999999h")]
    [InlineData("1s000000000000000000000000000000s")]
    public void TryGetTimeSpan_refuses_what_the_schema_refuses_or_no_time_span_holds(string text)
    {
        new Duration(text).TryGetTimeSpan(out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => new Duration(text).ToTimeSpan()).Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void TryGetTimeSpan_agrees_with_the_schema_s_pattern() =>
        Gen.Int[0, Tokens.Length - 1].Select(index => Tokens[index]).Array[0, 7].Select(string.Concat).Sample(text =>
        {
            var matches = text.Length <= Duration.MaxLength && Regex.IsMatch(text, Duration.Pattern);
            new Duration(text).TryGetTimeSpan(out _).ShouldBe(matches, text);
        });

    [Fact]
    public void From_is_read_back_to_the_millisecond() =>
        Gen.Long[0, 400_000_000_000].Sample(milliseconds =>
        {
            var span = TimeSpan.FromMilliseconds(milliseconds);
            Duration.From(span).ToTimeSpan().ShouldBe(span);
        });

    [Fact]
    public void From_uses_the_largest_units() => Duration.From(TimeSpan.FromSeconds(5_400)).Text.ShouldBe("1h30m");
}
