using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Patching;

namespace Modelwright.LocalCluster.Tests.Patching;

public sealed class MergePatchTests
{
    // RFC 7396, appendix A.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Apply_merges(string value, string patch, string expected) =>
        JsonEquality.Same(MergePatch.Apply(Parse(value), Parse(patch)), Parse(expected)).ShouldBeTrue();

    [Fact]
    public void Applying_twice_is_applying_once() =>
        Gen.Select(JsonGen.Object, JsonGen.Patch).Sample((value, patch) =>
        {
            var once = MergePatch.Apply(value, patch);
            return JsonEquality.Same(MergePatch.Apply(once, patch), once);
        });

    [Fact]
    public void What_the_patch_does_not_name_stays() =>
        Gen.Select(JsonGen.Object, JsonGen.Patch).Sample((value, patch) =>
        {
            var result = (JsonObject)MergePatch.Apply(value, patch)!;
            return value.Where(pair => !patch.ContainsKey(pair.Key)).All(pair => JsonEquality.Same(result[pair.Key], pair.Value));
        });

    private static JsonNode? Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text));
}
