using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Tests.Schema;

public sealed class BuiltInTypesTests
{
    [Fact]
    public void Every_built_in_resource_has_a_type_with_metadata() =>
        BuiltInResources.All.Where(resource => !resource.IsReview)
            .ShouldAllBe(resource => resource.Type.Properties.ContainsKey("metadata"));

    [Fact]
    public void Protobuf_numbers_are_unique_within_each_type()
    {
        foreach (var type in BuiltInTypes.All.Values)
            type.Wire.Select(field => field.Number).ShouldBeUnique(type.Name);
    }

    [Fact]
    public void Keys_of_map_lists_are_members_of_their_items()
    {
        foreach (var type in BuiltInTypes.All.Values)
        {
            foreach (var (name, member) in type.Properties)
            {
                if (member.ListKind != ListKind.Map) continue;
                member.ListKeys.ShouldNotBeEmpty($"{type.Name}.{name}");
                member.ListKeys.ShouldAllBe(key => member.Items!.Properties.ContainsKey(key), $"{type.Name}.{name}");
            }
        }
    }

    [Fact]
    public void Inlined_fields_are_members_of_the_type_around_them()
    {
        var probe = BuiltInTypes.Get("core.v1.Probe");
        probe.Properties.Keys.ShouldContain("httpGet");
        probe.Properties.Keys.ShouldContain("periodSeconds");
    }
}
