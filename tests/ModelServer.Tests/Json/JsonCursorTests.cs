using System.Text;
using System.Text.Json;
using CsCheck;
using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Tests.Json;

public sealed class JsonCursorTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\\u00e9\"", "\"\\q\"", "1", "-0.5e3", "01", "true", "false", "null", "nul", " ", "\n",
            "\""];

    [Fact]
    public void Skip_accepts_exactly_what_System_Text_Json_accepts() => Gen.Int[0, Pieces.Length - 1].Array[1, 12]
        .Select(indices => string.Concat(indices.Select(i => Pieces[i])))
        .Sample(text => IsAccepted(text).ShouldBe(IsJson(text), text), iter: 50_000);

    [Theory]
    [InlineData("{\"a\":[1,2,{\"b\":null}],\"c\":\"x\"}", true)]
    [InlineData("[[[[]]]]", true)]
    [InlineData("\uFEFF[]", true)]
    [InlineData("[1,]", false)]
    [InlineData("{\"a\"}", false)]
    [InlineData("{a:1}", false)]
    [InlineData("'a'", false)]
    [InlineData("[1]]", false)]
    [InlineData("/**/1", false)]
    public void Skip_known_text(string text, bool accepted) => IsAccepted(text).ShouldBe(accepted);

    [Fact]
    public void Write_and_Unescape_are_inverse() => Gen.String.Sample(
        text =>
        {
            using var writer = new Utf8Writer();
            JsonText.Write(writer, text);
            var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            JsonSerializer.Deserialize<string>(writer.Written.Span).ShouldBe(clean);
            var raw = writer.Written.Span[1..^1];
            var buffer = new byte[raw.Length];
            var length = JsonText.Unescape(raw, buffer);
            Encoding.UTF8.GetString(buffer.AsSpan(0, length)).ShouldBe(clean);
        },
        iter: 20_000);

    private static unsafe bool IsAccepted(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            var json = new JsonCursor(start, bytes.Length);
            try
            {
                json.Skip();
                return json.Peek() == 0 && json.Remaining == 0;
            }
            catch (JsonSyntaxException e)
            {
                e.Position.ShouldBeInRange(0, bytes.Length);
                return false;
            }
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
