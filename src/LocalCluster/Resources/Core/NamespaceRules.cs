using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Selectors;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>The rules of Namespaces: they end only when their content is gone.</summary>
internal sealed class NamespaceRules : KindRules
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private static readonly string[] Protected = ["default", "kube-public", "kube-system"];

    public override bool HasGeneration => false;

    public override string? NameProblem(string name) => Names.IsLabel(name) ? null : Names.LabelForm;

    public override void Default(JsonObject value)
    {
        if (value.Child("metadata") is { } metadata && metadata.Text("name") is { } name) metadata.Make("labels")[NameLabel] = name;
    }

    public override void PrepareForCreate(JsonObject value, KindContext context)
    {
        Default(value);
        value["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        value["status"] = new JsonObject { ["phase"] = "Active" };
    }

    public override void PrepareForUpdate(JsonObject value, JsonObject old, KindContext context)
    {
        // Only the finalize subresource changes what holds a namespace.
        if (old["spec"] is { } spec) value["spec"] = spec.DeepClone();
    }

    public override bool HoldsDeletion(JsonObject value) => value["spec"].Texts("finalizers").Any();

    public override void CheckDelete(JsonObject value)
    {
        var name = value.Text("metadata", "name")!;
        if (Protected.Contains(name))
            throw ApiErrors.Forbidden(new ResourceKey("", "namespaces"), name, "this namespace may not be deleted");
    }

    public override void PrepareForDeletion(JsonObject value, KindContext context) => value.Make("status")["phase"] = "Terminating";
}
