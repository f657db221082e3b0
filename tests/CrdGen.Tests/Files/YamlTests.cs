using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.CrdGen.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Modelwright.CrdGen.Tests.Files;

public sealed class YamlTests
{
    [Fact]
    public void Write_keeps_every_text_a_text() =>
        Gen.OneOf(Gen.String, Gen.String["yesno~-:#{}[]!&*'\"1e.x \n"]).Sample(text =>
        {
            if (text.Any(character => char.IsSurrogate(character) || (char.IsControl(character) && character != '\n'))) return;
            var scalar = Read(Yaml.Write("c", new JsonObject { ["key"] = text }));
            scalar.Value.ShouldBe(text);
            if (scalar.Style == ScalarStyle.Plain) LooksLikeAnotherType(text).ShouldBeFalse(text);
        });

    [Theory]
    [InlineData("no")]
    [InlineData("Yes")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("2026-03-01")]
    [InlineData("true")]
    public void Write_quotes_what_YAML_would_read_as_something_else(string text) =>
        Read(Yaml.Write("c", new JsonObject { ["key"] = text })).Style.ShouldBe(ScalarStyle.SingleQuoted);

    [Fact]
    public void Write_sorts_keys_and_separates_documents() =>
        Yaml.Write("made", new JsonObject { ["b"] = 1, ["a"] = new JsonArray("x", true) }, new JsonObject { ["c"] = new JsonObject() })
            .ShouldBe("# made\na:\n- x\n- true\nb: 1\n---\nc: {}\n");

    private static bool LooksLikeAnotherType(string text) =>
        double.TryParse(text, out _)
        || text.ToLowerInvariant() is "" or "~" or "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";

    private static YamlScalarNode Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlScalarNode)stream.Documents[0].RootNode["key"];
    }
}
