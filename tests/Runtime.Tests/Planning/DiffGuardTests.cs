using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Tests.Planning;

public sealed class DiffGuardTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "fields of others do not count")]
    [InlineData("""{"spec":{"cpu":"1000m"}}""", """{"spec":{"cpu":"1"}}""", "quantities")]
    [InlineData("""{"cpu":1}""", """{"cpu":"1"}""", "a quantity as a number")]
    [InlineData("""{"timeout":"60s"}""", """{"timeout":"1m0s"}""", "durations")]
    [InlineData("""{"port":"8080"}""", """{"port":8080}""", "int-or-string")]
    [InlineData("""{"n":1.0}""", """{"n":1}""", "numbers")]
    [InlineData("""{"containers":[{"name":"b"},{"name":"a","x":1}]}""",
        """{"containers":[{"name":"a","x":1,"y":2},{"name":"b"},{"name":"sidecar"}]}""", "list maps by key")]
    [InlineData("""{"ports":[{"containerPort":80}]}""", """{"ports":[{"containerPort":80,"protocol":"TCP"}]}""", "the default protocol")]
    [InlineData("""{"finalizers":["a"]}""", """{"finalizers":["b","a"]}""", "sets")]
    [InlineData("""{"tolerations":[{"key":"a"}]}""", """{"tolerations":[{"key":"a","operator":"Equal"}]}""",
        "defaults inside of atomic lists")]
    [InlineData("""{"at":"2026-01-01T00:00:00Z"}""", """{"at":"2026-01-01T01:00:00+01:00"}""", "times")]
    [InlineData("""{"a":null}""", """{}""", "null is absent")]
    public void FirstDifference_finds_none(string wanted, string actual, string why) =>
        DiffGuard.FirstDifference(JsonNode.Parse(wanted), JsonNode.Parse(actual)).ShouldBeNull(why);

    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"a":{}}""", ".a.b")]
    [InlineData("""{"a":1}""", """{"a":2}""", ".a")]
    [InlineData("""{"a":true}""", """{"a":"true"}""", ".a")]
    [InlineData("""{"env":[{"name":"A","value":"1000m"}]}""", """{"env":[{"name":"A","value":"1"}]}""", ".env[0].value")]
    [InlineData("""{"metadata":{"annotations":{"a":"60s"}}}""", """{"metadata":{"annotations":{"a":"1m"}}}""", ".metadata.annotations.a")]
    [InlineData("""{"containers":[{"name":"a"}]}""", """{"containers":[{"name":"b"}]}""", ".containers[0]")]
    [InlineData("""{"tolerations":[{"key":"a"}]}""", """{"tolerations":[{"key":"a"},{"key":"b"}]}""", ".tolerations")]
    [InlineData("""{"args":["a","b"]}""", """{"args":["b","a"]}""", ".args[0]")]
    [InlineData("""{"emptyDir":{}}""", """{}""", ".emptyDir")]
    [InlineData("""{"ports":[{"port":80,"protocol":"UDP"}]}""", """{"ports":[{"port":80,"protocol":"TCP"}]}""", ".ports[0]")]
    public void FirstDifference_names_the_field(string wanted, string actual, string path) =>
        DiffGuard.FirstDifference(JsonNode.Parse(wanted), JsonNode.Parse(actual)).ShouldBe(path);

    [Fact]
    public void An_object_contains_itself_and_any_extension_of_itself() =>
        Gen.Select(JsonGen.Object, JsonGen.Object).Sample((wanted, extra) =>
        {
            var copy = wanted.DeepClone().AsObject();
            DiffGuard.Same(wanted, copy).ShouldBeTrue();
            foreach (var (name, value) in extra)
                if (!copy.ContainsKey(name)) copy[name] = value?.DeepClone();
            DiffGuard.FirstDifference(wanted, copy).ShouldBeNull();
        });

    [Fact]
    public void A_changed_leaf_is_noticed() =>
        JsonGen.Object.Where(value => value.Count > 0).Sample(wanted =>
        {
            var copy = wanted.DeepClone().AsObject();
            copy[copy.First().Key] = "something else altogether";
            DiffGuard.FirstDifference(wanted, copy).ShouldNotBeNull();
        });
}
