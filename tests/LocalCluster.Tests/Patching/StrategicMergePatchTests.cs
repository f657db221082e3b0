using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Patching;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    private const string Two =
        """{"spec":{"containers":[{"name":"a","image":"1","env":[{"name":"X","value":"1"}]},{"name":"b","image":"2"}]}}""";

    [Theory]
    [InlineData(Two, """{"spec":{"containers":[{"name":"b","image":"3"}]}}""",
        """{"spec":{"containers":[{"name":"a","image":"1","env":[{"name":"X","value":"1"}]},{"name":"b","image":"3"}]}}""")]
    [InlineData(Two, """{"spec":{"containers":[{"name":"c","image":"3"}]}}""",
        """{"spec":{"containers":[{"name":"a","image":"1","env":[{"name":"X","value":"1"}]},{"name":"b","image":"2"},"""
            + """{"name":"c","image":"3"}]}}""")]
    [InlineData(Two, """{"spec":{"containers":[{"name":"a","$patch":"delete"}]}}""",
        """{"spec":{"containers":[{"name":"b","image":"2"}]}}""")]
    [InlineData(Two, """{"spec":{"containers":[{"$patch":"replace"},{"name":"z","image":"9"}]}}""",
        """{"spec":{"containers":[{"name":"z","image":"9"}]}}""")]
    [InlineData(Two, """{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"b","image":"3"}]}}""",
        """{"spec":{"containers":[{"name":"b","image":"3"},{"name":"a","image":"1","env":[{"name":"X","value":"1"}]}]}}""")]
    [InlineData(Two, """{"spec":{"$setElementOrder/containers":[{"name":"c"},{"name":"b"}],"containers":[{"name":"c"}]}}""",
        """{"spec":{"containers":[{"name":"c"},{"name":"a","image":"1","env":[{"name":"X","value":"1"}]},{"name":"b","image":"2"}]}}""")]
    [InlineData(Two, """{"spec":{"containers":[{"name":"a","env":[{"name":"Y","value":"2"}]},{"name":"b","$patch":"delete"}]}}""",
        """{"spec":{"containers":[{"name":"a","image":"1","env":[{"name":"X","value":"1"},{"name":"Y","value":"2"}]}]}}""")]
    [InlineData("""{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"finalizers":["b","c"]}}""",
        """{"metadata":{"finalizers":["a","b","c"]}}""")]
    [InlineData("""{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}""",
        """{"metadata":{"finalizers":["b"]}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1","b":"2"}}}""", """{"metadata":{"labels":{"a":null,"c":"3"}}}""",
        """{"metadata":{"labels":{"b":"2","c":"3"}}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"replace","z":"9"}}}""",
        """{"metadata":{"labels":{"z":"9"}}}""")]
    [InlineData("""{"spec":{"tolerations":[{"key":"a"}]}}""", """{"spec":{"tolerations":[{"key":"b"}]}}""",
        """{"spec":{"tolerations":[{"key":"b"}]}}""")]
    [InlineData("""{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}""",
        """{"spec":{"volumes":[{"name":"v","$retainKeys":["name","configMap"],"configMap":{"name":"c"}}]}}""",
        """{"spec":{"volumes":[{"name":"v","configMap":{"name":"c"}}]}}""")]
    [InlineData("{}", """{"spec":{"containers":[{"name":"a","$patch":"delete"},{"name":"b","image":"1"}]}}""",
        """{"spec":{"containers":[{"name":"b","image":"1"}]}}""")]
    [InlineData("""{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""",
        """{"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Other","status":"True"}]}}""",
        """{"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Other","status":"True"}]}}""")]
    public void Apply_merges_a_pod_by_the_keys_of_its_lists(string value, string patch, string expected)
    {
        var result = StrategicMergePatch.Apply(JsonText.ParseObject(value), JsonText.ParseObject(patch), BuiltInTypes.Get("core.v1.Pod"));
        JsonEquality.Same(result, JsonText.ParseObject(expected)).ShouldBeTrue(result.ToJsonString());
    }

    [Theory]
    [InlineData("""{"spec":{"containers":[{"image":"1"}]}}""")]
    [InlineData("""{"spec":{"containers":["a"]}}""")]
    [InlineData("""{"spec":{"$patch":"burn"}}""")]
    public void Apply_refuses_what_it_cannot_place(string patch) =>
        Should.Throw<ApiException>(() => StrategicMergePatch.Apply(JsonText.ParseObject(Two), JsonText.ParseObject(patch),
            BuiltInTypes.Get("core.v1.Pod")))
            .Code.ShouldBe(400);
}
