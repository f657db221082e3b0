using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.GarbageCollection;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class GarbageCollectionTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Background_deletion_takes_the_whole_tree()
    {
        var owner = Map("owner");
        var child = Map("child", owner);
        Map("grandchild", child);
        Delete("owner");

        Names().ShouldBeEmpty();
    }

    [Fact]
    public void An_object_with_another_living_owner_stays_without_the_dead_reference()
    {
        var first = Map("first");
        var second = Map("second");
        Map("child", first, second);
        Delete("first");

        Names().ShouldBe(["child", "second"]);
        Get("child").Items("metadata", "ownerReferences").ShouldHaveSingleItem().Text("uid").ShouldBe(second.Uid());
    }

    [Fact]
    public void A_new_object_under_the_owners_name_is_not_the_owner()
    {
        var owner = Map("owner");
        cluster.Api.Delete(KnownResources.ConfigMaps, "default", "owner");
        cluster.Api.Create(KnownResources.ConfigMaps, New("owner"));
        cluster.Api.Create(KnownResources.ConfigMaps, New("child", owner));
        cluster.Settle();

        Names().ShouldBe(["owner"]);
    }

    [Fact]
    public void An_owner_in_another_namespace_counts_as_absent_and_is_reported()
    {
        var owner = Map("owner");
        var body = New("child", owner);
        body["metadata"]!["namespace"] = "kube-public";
        cluster.Api.Create(KnownResources.ConfigMaps, body);
        cluster.Settle();

        cluster.Api.Get(KnownResources.ConfigMaps, "kube-public", "child").ShouldBeNull();
        cluster.Api.List(KnownResources.Events, "kube-public").Select(entry => entry.Text("reason"))
            .ShouldContain("OwnerRefInvalidNamespace");
    }

    [Fact]
    public void An_owner_of_an_unknown_kind_deletes_nothing()
    {
        var body = New("child");
        body["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "example.com/v1",
            ["kind"] = "Widget",
            ["name"] = "w",
            ["uid"] = "0f1d7f2e-0000-4000-8000-000000000000",
        });
        cluster.Api.Create(KnownResources.ConfigMaps, body);
        cluster.Settle();

        Names().ShouldBe(["child"]);
    }

    [Fact]
    public void Foreground_deletion_keeps_the_owner_until_blocking_dependents_are_gone()
    {
        var owner = Map("owner");
        Map("child", owner);
        Hold("child");
        Mark("owner", Finalizers.Foreground);
        Delete("owner");

        Names().ShouldBe(["child", "owner"]);
        Get("child").IsDeleting().ShouldBeTrue();
        Release("child");
        Names().ShouldBeEmpty();
    }

    [Fact]
    public void Orphaning_keeps_the_dependents_and_drops_their_references()
    {
        var owner = Map("owner");
        Map("child", owner);
        Mark("owner", Finalizers.Orphan);
        Delete("owner");

        Names().ShouldBe(["child"]);
        Get("child").At("metadata", "ownerReferences").ShouldBeNull();
    }

    [Fact]
    public void A_reference_added_later_to_an_absent_owner_deletes_the_object()
    {
        var owner = Map("owner");
        Delete("owner");
        Map("child");
        cluster.Change(KnownResources.ConfigMaps, "child", copy => copy["metadata"]!["ownerReferences"] = References([owner]));

        Names().ShouldBeEmpty();
    }

    private static JsonArray References(IEnumerable<JsonObject> owners) => new([.. owners.Select(owner => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["blockOwnerDeletion"] = true,
    })]);

    private static JsonObject New(string name, params JsonObject[] owners)
    {
        var body = Yaml.Object($$$"""{apiVersion: v1, kind: ConfigMap, metadata: {name: {{{name}}}, namespace: default}}""");
        if (owners.Length > 0) body["metadata"]!["ownerReferences"] = References(owners);
        return body;
    }

    private JsonObject Map(string name, params JsonObject[] owners)
    {
        var created = cluster.Api.Create(KnownResources.ConfigMaps, New(name, owners));
        cluster.Settle();
        return created;
    }

    private JsonObject Get(string name) => cluster.Api.Get(KnownResources.ConfigMaps, "default", name).ShouldNotBeNull();

    private IEnumerable<string> Names() => cluster.Api.List(KnownResources.ConfigMaps, "default").Select(item => item.Name());

    private void Delete(string name)
    {
        cluster.Api.Delete(KnownResources.ConfigMaps, "default", name).ShouldBeTrue();
        cluster.Settle();
    }

    private void Mark(string name, string finalizer) =>
        cluster.Change(KnownResources.ConfigMaps, name, copy => Finalizers.Add(copy, finalizer));

    private void Hold(string name) => Mark(name, "example.com/hold");

    private void Release(string name)
    {
        cluster.Api.Mutate(KnownResources.ConfigMaps, "default", name, copy => Finalizers.Remove(copy, "example.com/hold"));
        cluster.Settle();
    }
}
