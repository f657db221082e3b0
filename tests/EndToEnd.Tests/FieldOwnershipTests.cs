using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests;

/// <summary>
/// The operator owns what it means to say and nothing else: an owned field that holds nothing (<c>status: {}</c>, an empty text) would be
/// taken from whoever fills it.
/// </summary>
public abstract class FieldOwnershipTests(IModelCluster cluster) : ModelTest(cluster)
{
    private const string Operator = "modelwright-operator";

    [Fact]
    public async Task Operator_owns_only_fields_that_say_something()
    {
        await ApplyAsync("owned");
        await Kubectl.ReadyAsync("owned");
        var children = await ItemsAsync(
            "deployments,services,serviceaccounts,configmaps", "-l", "app.kubernetes.io/managed-by=modelwright");
        children.Select(child => (string)child!["kind"]!).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["ConfigMap", "Deployment", "Service", "ServiceAccount"]);
        foreach (var child in children)
        {
            var what = $"{child!["kind"]} {child["metadata"]!["name"]}";
            var entries = Entries(child);
            entries.ShouldNotBeEmpty(what);
            foreach (var entry in entries)
            {
                ((string?)entry!["operation"]).ShouldBe("Apply", what);
                ((string?)entry["subresource"]).ShouldBeNull(what);
                var fields = entry["fieldsV1"]!.AsObject();
                Names(fields).ShouldBeSubsetOf(["f:metadata", "f:spec", "f:data", "f:automountServiceAccountToken"], what);
                Names(fields["f:metadata"]!.AsObject()).ShouldBeSubsetOf(["f:labels", "f:annotations", "f:ownerReferences"], what);
                OwnedFields.Empty(fields, child).ShouldBeEmpty(what);
            }
        }
    }

    [Fact]
    public async Task Operator_owns_of_a_model_only_its_status()
    {
        await ApplyAsync("status");
        await Kubectl.ReadyAsync("status");
        var model = (await ItemsAsync("models", "--field-selector=metadata.name=status")).ShouldHaveSingleItem();
        var entry = Entries(model!).ShouldHaveSingleItem();
        ((string?)entry!["subresource"]).ShouldBe("status");
        var fields = entry["fieldsV1"]!.AsObject();
        Names(fields).ShouldBe(["f:status"]);
        OwnedFields.Empty(fields, model!).ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(JsonObject fields) => fields.Select(field => field.Key);

    private static List<JsonNode?> Entries(JsonNode item) =>
        [.. item["metadata"]!["managedFields"]!.AsArray()
            .Where(entry => ((string?)entry!["manager"])!.StartsWith(Operator, StringComparison.Ordinal))];

    private async Task<JsonArray> ItemsAsync(params string[] what) =>
        JsonNode.Parse(await Kubectl.RunAsync(["get", .. what, "-o", "json", "--show-managed-fields"]))!["items"]!.AsArray();
}
