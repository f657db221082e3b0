using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Tests.Planning;

public sealed class AppliedHashTests
{
    [Fact]
    public void Order_of_fields_does_not_matter() => JsonGen.Object.Sample(value =>
        AppliedHash.Of(new JsonObject(value.Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))))
            .ShouldBe(AppliedHash.Of(value)));

    [Fact]
    public void Another_field_changes_it() => JsonGen.Object.Sample(value =>
    {
        var copy = value.DeepClone().AsObject();
        copy["another"] = 1;
        AppliedHash.Of(copy).ShouldNotBe(AppliedHash.Of(value));
    });

    [Theory]
    [InlineData("""{"a":["b","c"]}""", """{"a":["bc"]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":1,"b":1}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":[[],[]]}""", """{"a":[[[]]]}""")]
    public void Structure_matters(string one, string other) =>
        AppliedHash.Of(JsonNode.Parse(one)!).ShouldNotBe(AppliedHash.Of(JsonNode.Parse(other)!));
}
