using System.Text.Json.Nodes;
using Modelwright.CrdGen.Schemas;

namespace Modelwright.CrdGen.Tests.Schemas;

public sealed class PublishedTests
{
    [Fact]
    public void Schema_says_what_holds_when_unset_without_a_default() =>
        Publish("""{"type":"integer","description":"A number.","x-when-unset":"5"}""")
            .ShouldBe("""{"type":"integer","description":"A number. If unset: 5."}""");

    [Fact]
    public void Schema_has_no_Markdown() =>
        Publish("""{"description":"Set `replicas` to 0."}""").ShouldBe("""{"description":"Set replicas to 0."}""");

    [Fact]
    public void Schema_keeps_a_property_that_is_called_description() =>
        Publish("""{"properties":{"description":{"type":"string","description":"In `words`."}}}""")
            .ShouldBe("""{"properties":{"description":{"type":"string","description":"In words."}}}""");

    [Fact]
    public void Schema_leaves_the_original_alone()
    {
        var original = (JsonObject)JsonNode.Parse("""{"description":"`a`"}""")!;
        Published.Schema(original);
        ((string?)original["description"]).ShouldBe("`a`");
    }

    private static string Publish(string schema) => Published.Schema((JsonObject)JsonNode.Parse(schema)!).ToJsonString();
}
