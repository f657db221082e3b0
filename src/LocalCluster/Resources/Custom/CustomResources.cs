using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>Turns a CustomResourceDefinition into the resources that it defines, one per served version.</summary>
internal static class CustomResources
{
    public static readonly ResourceKey Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");

    public static IEnumerable<ResourceDefinition> Of(JsonObject definition)
    {
        if (!Conditions.IsTrue(definition, "Established")) yield break;
        var spec = definition.Child("spec")!;
        var group = spec.Text("group")!;
        var storage = spec.Objects("versions").First(version => version.Flag("storage") == true).Text("name");
        foreach (var version in spec.Objects("versions"))
        {
            if (version.Flag("served") == true) yield return Version(spec, version, group, storage!);
        }
    }

    private static ResourceDefinition Version(JsonObject spec, JsonObject version, string group, string storage)
    {
        var names = spec.Child("names")!;
        var schema = SchemaReader.Read(version.Child("schema", "openAPIV3Schema"));
        return new ResourceDefinition
        {
            Id = new ResourceId(group, version.Text("name")!, names.Text("plural")!),
            Kind = names.Text("kind")!,
            ListKind = names.Text("listKind") ?? names.Text("kind") + "List",
            Singular = names.Text("singular") ?? "",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            Namespaced = spec.Text("scope") == "Namespaced",
            Storage = new ResourceKey(group, names.Text("plural")!),
            StorageApiVersion = $"{group}/{storage}",
            HasStatus = version.Child("subresources", "status") is not null,
            Scale = Scale(version.Child("subresources", "scale")),
            UnconditionalUpdate = false,
            IsCustom = true,
            Type = schema,
            RawSchema = version.Child("schema", "openAPIV3Schema"),
            SelectableFields = [.. version.Objects("selectableFields").Select(field => field.Text("jsonPath")!.TrimStart('.'))],
            Columns = CustomColumns.Of(version),
            Rules = new CustomResourceRules(schema),
        };
    }

    private static ScaleMapping? Scale(JsonObject? scale) => scale is null ? null : new ScaleMapping(
        Path(scale.Text("specReplicasPath"))!, Path(scale.Text("statusReplicasPath"))!, Path(scale.Text("labelSelectorPath")));

    private static string[]? Path(string? path) => string.IsNullOrEmpty(path) ? null : path.TrimStart('.').Split('.');
}
