using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Patching;

namespace Modelwright.LocalCluster.Tests.Patching;

public sealed class JsonPatchTests
{
    // Most cases are the examples of RFC 6902, appendix A.
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc"]}]""", """{"foo":["bar",["abc"]]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["a","b","c"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["a","c"]}""")]
    [InlineData("""{"baz":"qux"}""", """[{"op":"replace","path":"/baz","value":null}]""", """{"baz":null}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""",
        """{"foo":{"bar":"baz"},"qux":{"thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""",
        """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"a":{"b":[1]}}""", """[{"op":"copy","from":"/a/b","path":"/c"},{"op":"add","path":"/c/0","value":0}]""",
        """{"a":{"b":[1]},"c":[0,1]}""")]
    [InlineData("""{"baz":"qux","foo":["a",2]}""", """[{"op":"test","path":"/foo/1","value":2.0}]""", """{"baz":"qux","foo":["a",2]}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10},{"op":"remove","path":"/~1"}]""", """{"~1":10}""")]
    [InlineData("""{"a/b":1}""", """[{"op":"replace","path":"/a~1b","value":2}]""", """{"a/b":2}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    public void Apply_does_what_the_operations_say(string value, string patch, string expected) =>
        JsonEquality.Same(JsonPatch.Apply(Parse(value), (JsonArray)Parse(patch)), Parse(expected)).ShouldBeTrue();

    [Theory]
    [InlineData("""{"foo":1}""", """[{"op":"test","path":"/foo","value":"1"}]""", 422)]
    [InlineData("""{"foo":1}""", """[{"op":"test","path":"/bar","value":1}]""", 422)]
    [InlineData("""{"foo":1}""", """[{"op":"add","path":"/baz/bat","value":1}]""", 422)]
    [InlineData("""{"foo":1}""", """[{"op":"remove","path":"/baz"}]""", 422)]
    [InlineData("""{"foo":1}""", """[{"op":"replace","path":"/baz","value":1}]""", 422)]
    [InlineData("""{"foo":[1]}""", """[{"op":"add","path":"/foo/2","value":1}]""", 422)]
    [InlineData("""{"foo":[1]}""", """[{"op":"remove","path":"/foo/-"}]""", 422)]
    [InlineData("""{"foo":[1]}""", """[{"op":"replace","path":"/foo/01","value":1}]""", 422)]
    [InlineData("""{"foo":[1]}""", """[{"op":"replace","path":"/foo/-1","value":1}]""", 422)]
    [InlineData("""{"foo":1}""", """[{"op":"spin","path":"/foo"}]""", 400)]
    [InlineData("""{"foo":1}""", """[{"op":"add","path":"foo","value":1}]""", 400)]
    [InlineData("""{"foo":1}""", """[{"op":"add","path":"/foo"}]""", 400)]
    [InlineData("""{"foo":1}""", """[{"op":"move","path":"/foo"}]""", 400)]
    [InlineData("""{"foo":1}""", """["add"]""", 400)]
    public void Apply_refuses_what_cannot_be_done_and_leaves_the_value_alone(string value, string patch, int code)
    {
        var before = Parse(value);
        Should.Throw<ApiException>(() => JsonPatch.Apply(before, (JsonArray)Parse(patch))).Code.ShouldBe(code);
        JsonEquality.Same(before, Parse(value)).ShouldBeTrue();
    }

    [Fact]
    public void Apply_refuses_a_patch_that_is_too_long()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, 10_001).Select(_ => Parse("""{"op":"test","path":"/a","value":1}"""))]);
        Should.Throw<ApiException>(() => JsonPatch.Apply(Parse("""{"a":1}"""), patch)).Code.ShouldBe(413);
    }

    [Fact]
    public void Adding_and_removing_a_member_leaves_the_value_as_it_was() =>
        JsonGen.Object.Sample(value =>
        {
            var patch = (JsonArray)Parse(
                """[{"op":"add","path":"/zz~0~1","value":{"x":1}},{"op":"test","path":"/zz~0~1/x","value":1},"""
                    + """{"op":"remove","path":"/zz~0~1"}]""");
            return JsonEquality.Same(JsonPatch.Apply(value, patch), value);
        });

    private static JsonNode Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text))!;
}
