using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Objects;

/// <summary>The objects that every cluster has from the start.</summary>
internal static class Bootstrap
{
    private static readonly string[] Namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

    public static void Run(ApiMachinery machinery, ObjectWriter writer)
    {
        var options = new WriteOptions("kube-apiserver");
        var resource = machinery.Registry.Find(new ResourceId("", "v1", "namespaces"))!;
        foreach (var name in Namespaces)
        {
            if (machinery.Store.Latest.Find(resource.Key("", name)) is null)
                writer.Create(resource, "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, options);
        }
    }
}
