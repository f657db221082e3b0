using System.Reflection;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;

namespace Modelwright.LocalCluster.Authorization;

/// <summary>The roles and bindings that every cluster has from the start. Existing ones are left as they are.</summary>
internal static class BootstrapRoles
{
    private static readonly Lazy<IReadOnlyList<JsonObject>> Objects = new(Load);

    public static void Run(ApiMachinery machinery, ObjectWriter writer)
    {
        foreach (var value in Objects.Value)
        {
            var resource = machinery.Registry.FindKind(value.Text("apiVersion")!, value.Text("kind")!)!;
            if (machinery.Store.Latest.Find(resource.Key("", value.Text("metadata", "name")!)) is null)
                writer.Create(resource, "", value, new WriteOptions("kube-apiserver"));
        }
    }

    private static List<JsonObject> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BootstrapRoles.yaml")!;
        using var reader = new StreamReader(stream);
        var objects = YamlText.Parse(reader.ReadToEnd())!.Objects("items").ToList();
        foreach (var value in objects)
        {
            value.Make("metadata").Make("labels")["kubernetes.io/bootstrapping"] = "rbac-defaults";
            value.Make("metadata").Make("annotations")["rbac.authorization.kubernetes.io/autoupdate"] = "true";
        }

        return objects;
    }
}
