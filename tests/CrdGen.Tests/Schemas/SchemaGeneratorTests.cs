using System.Text.Json.Nodes;
using Modelwright.CrdGen.Documentation;
using Modelwright.CrdGen.Schemas;
using Modelwright.Crds;
using static Modelwright.CrdGen.Tests.Schemas.RefusedTypes;
using static Modelwright.CrdGen.Tests.Schemas.SampleTypes;

namespace Modelwright.CrdGen.Tests.Schemas;

/// <summary>The places where the serializer's own schema is not a structural one.</summary>
public sealed class SchemaGeneratorTests
{
    private static SchemaGenerator Generator { get; } = new(CrdJson.Options, XmlDocs.Of(typeof(SchemaGeneratorTests).Assembly));

    [Theory]
    [InlineData("count", """{"type":"integer","format":"int32"}""")]
    [InlineData("total", """{"type":"integer","format":"int64"}""")]
    [InlineData("optionalCount", """{"type":"integer","format":"int32"}""")]
    [InlineData("name", """{"type":"string","maxLength":10}""")]
    [InlineData("optionalName", """{"type":"string","maxLength":10}""")]
    [InlineData("flag", """{"type":"boolean"}""")]
    [InlineData("time", """{"type":"string","format":"date-time"}""")]
    [InlineData("colour", """{"enum":["Red","Green"],"type":"string"}""")]
    [InlineData("optionalColour", """{"enum":["Red","Green"],"type":"string"}""")]
    public void Value_has_one_type_and_no_null(string property, string expected) =>
        Property(property).ShouldBe(JsonNode.Parse(expected)!.ToJsonString());

    [Fact]
    public void Duration_has_Go_syntax_and_its_bounds_as_a_rule()
    {
        var schema = JsonNode.Parse(Property("wait"))!;
        ((string?)schema["type"], (string?)schema["format"], (int)schema["maxLength"]!).ShouldBe(("string", "duration", 32));
        ((string?)schema["x-kubernetes-validations"]![0]!["rule"]).ShouldBe("self >= duration('1s') && self <= duration('2h')");
        ((string?)schema["x-kubernetes-validations"]![0]!["message"]).ShouldBe("must be between 1s and 2h");
    }

    [Fact]
    public void Map_and_list_keep_the_schema_of_a_value_with_its_own_converter()
    {
        var limits = JsonNode.Parse(Property("limits"))!;
        ((bool)limits["additionalProperties"]!["x-kubernetes-int-or-string"]!).ShouldBeTrue();
        limits["additionalProperties"]!["pattern"].ShouldNotBeNull();
        ((string?)JsonNode.Parse(Property("waits"))!["items"]!["format"]).ShouldBe("duration");
    }

    [Fact]
    public void Type_used_twice_is_written_twice_and_never_referred_to()
    {
        var schema = Generator.Generate(typeof(Everything), "Everything");
        schema.ToJsonString().ShouldNotContain("$ref");
        var first = schema["properties"]!["firstParts"]!["items"]!;
        JsonNode.DeepEquals(first, schema["properties"]!["secondParts"]!["items"]).ShouldBeTrue();
        first["properties"]!["label"].ShouldNotBeNull();
    }

    [Fact]
    public void Property_that_cannot_be_null_is_required() =>
        ((JsonArray)Generator.Generate(typeof(Everything), "Everything")["required"]!).Select(name => (string)name!)
            .ShouldBe(["count", "total", "name", "flag", "colour"], ignoreOrder: true);

    [Fact]
    public void Item_bounds_apply_to_what_a_list_or_map_holds()
    {
        var names = JsonNode.Parse(Property("names"))!;
        ((int)names["maxItems"]!, (int)names["items"]!["maxLength"]!, (string?)names["items"]!["pattern"]).ShouldBe((4, 8, "^a+$"));
        ((string?)names["x-kubernetes-list-type"]).ShouldBe("set");
        ((int)JsonNode.Parse(Property("shape"))!["items"]!["minimum"]!).ShouldBe(-1);
    }

    [Fact]
    public void Bound_at_the_end_of_its_type_is_left_out() =>
        Property("number").ShouldBe("""{"type":"integer","format":"int64","minimum":1}""");

    [Fact]
    public void Default_is_written_as_its_type() => ((int)JsonNode.Parse(Property("answer"))!["default"]!).ShouldBe(42);

    [Fact]
    public void Union_asks_for_exactly_one_of_its_members()
    {
        var rule = Generator.Generate(typeof(Choice), "Choice")["x-kubernetes-validations"]![0]!;
        ((string?)rule["rule"]).ShouldBe("[has(self.left), has(self.right)].exists_one(set, set)");
        ((string?)rule["message"]).ShouldBe("set exactly one of left, right");
    }

    [Fact]
    public void Rules_of_a_base_type_come_before_its_own()
    {
        var rules = (JsonArray)Generator.Generate(typeof(Derived), "Derived")["x-kubernetes-validations"]!;
        rules.Select(rule => (string)rule!["rule"]!).ShouldBe(["has(self.low)", "has(self.high)"]);
    }

    [Theory]
    [InlineData(typeof(UnboundedText), "Kind.text", "maxLength")]
    [InlineData(typeof(UnboundedList), "Kind.list", "maxItems")]
    [InlineData(typeof(UnboundedItems), "Kind.list[]", "maxLength")]
    [InlineData(typeof(UnboundedMap), "Kind.map", "maxProperties")]
    [InlineData(typeof(Recursive), "Kind.next", "contains itself")]
    [InlineData(typeof(RecursiveThroughList), "Kind.next[]", "contains itself")]
    [InlineData(typeof(WithTimeSpan), "Kind.wait", "use Duration")]
    [InlineData(typeof(WithDouble), "Kind.ratio", "decimal string")]
    [InlineData(typeof(WithObject), "Kind.anything", "no structural schema")]
    [InlineData(typeof(WithUnknownConverter), "Kind.odd", "no structural schema")]
    [InlineData(typeof(WithKeyThatMayBeMissing), "Kind.list", "must be a required property")]
    [InlineData(typeof(WithRangeOnText), "Kind.text", "fits integer only")]
    [InlineData(typeof(WithRequiredUnionMember), "Kind.left", "must be nullable")]
    [InlineData(typeof(WithoutDocumentation), "Kind.text", "write a <summary>")]
    [InlineData(typeof(WithOptionalImmutable), "Kind.text", "cannot be immutable and optional")]
    public void Type_that_has_no_structural_and_bounded_schema_is_refused(Type type, string path, string problem)
    {
        var exception = Should.Throw<SchemaException>(() => Generator.Generate(type, "Kind"));
        exception.Path.ShouldBe(path);
        exception.Message.ShouldContain(problem);
    }

    private static string Property(string name)
    {
        var schema = (JsonObject)Generator.Generate(typeof(Everything), "Everything")["properties"]![name]!;
        schema.Remove("description");
        return schema.ToJsonString();
    }
}
