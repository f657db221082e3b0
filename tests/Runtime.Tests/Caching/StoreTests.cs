using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Runtime.Tests.Caching;

public sealed class StoreTests
{
    private readonly Store<V1ConfigMap> store = new(Read, NullLogger.Instance);

    [Fact]
    public void List_is_ordered_and_filtered_by_namespace()
    {
        foreach (var key in new[] { "b/x", "a/z", "a/y" }) store.Upsert(Item(key, "1"));
        store.List().Select(Name).ShouldBe(["a/y", "a/z", "b/x"]);
        store.List("a").Select(Name).ShouldBe(["a/y", "a/z"]);
    }

    [Fact]
    public void Index_follows_changes_and_deletions()
    {
        store.AddIndex("color", item => [item.Data["color"]]);
        store.Upsert(Item("a/x", "1", "red"));
        store.Upsert(Item("a/y", "2", "red"));
        store.InIndex("color", "red").Select(Name).ShouldBe(["a/x", "a/y"]);
        store.Upsert(Item("a/x", "3", "blue"));
        store.Remove(new ObjectKey("a", "y"));
        store.InIndex("color", "red").ShouldBeEmpty();
        store.InIndex("color", "blue").Select(Name).ShouldBe(["a/x"]);
        Should.Throw<ArgumentException>(() => store.InIndex("size", "1")).Message.ShouldContain("AddIndex");
    }

    [Fact]
    public void Same_version_is_no_change()
    {
        var count = 0;
        store.Subscribe(_ => count++);
        store.Upsert(Item("a/x", "1"));
        store.Upsert(Item("a/x", "1"));
        count.ShouldBe(1);
    }

    [Fact]
    public void A_failing_handler_does_not_cost_the_others_their_events()
    {
        var seen = 0;
        store.Subscribe(_ => throw new InvalidOperationException("mapping"));
        store.Subscribe(_ => seen++);
        store.Upsert(Item("a/x", "1"));
        seen.ShouldBe(1);
    }

    [Theory]
    [InlineData("10", "9", true)]
    [InlineData("9", "10", false)]
    [InlineData("10", "10", true)]
    [InlineData("18446744073709551617", "18446744073709551616", true)]
    [InlineData("007", "7", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("abd", "abc", false)]
    [InlineData(null, "1", false)]
    public void Includes_compares_versions_as_numbers_of_any_length(string? observed, string written, bool expected) =>
        ResourceVersions.Includes(observed, written).ShouldBe(expected);

    private static string Name(V1ConfigMap item) => $"{item.Metadata.NamespaceProperty}/{item.Metadata.Name}";

    private static KubeObject Item(string name, string version, string color = "red")
    {
        var parts = name.Split('/');
        var json = $$$"""{"metadata":{"namespace":"{{{parts[0]}}}","name":"{{{parts[1]}}}"},"data":{"color":"{{{color}}}"}}""";
        return new KubeObject(new ObjectKey(parts[0], parts[1]), $"uid-{name}", version, System.Text.Encoding.UTF8.GetBytes(json));
    }

    private static V1ConfigMap Read(KubeObject item) => new CacheConfiguration().ReaderOf<V1ConfigMap>()(item);
}
