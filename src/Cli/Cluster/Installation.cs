using System.Reflection;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Cli.Cluster;

/// <summary>
/// Puts what <c>config/crd</c> and <c>config/rbac</c> hold, and the operator's namespace, into a cluster; also over an older one.
/// </summary>
internal sealed class Installation(IClusterApi api)
{
    private static readonly string[] Folders = ["config/crd/", "config/rbac/"];

    public void Apply(string @namespace)
    {
        Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = @namespace },
        });
        foreach (var document in Documents()) Put(document);
    }

    /// <summary>The objects that come with this program, in the order in which they need each other.</summary>
    public static IEnumerable<JsonObject> Documents()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var folder in Folders)
        {
            var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal));
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                foreach (var part in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n---\n"))
                {
                    if (YamlText.Parse(part) is JsonObject document) yield return document;
                }
            }
        }
    }

    private void Put(JsonObject wanted)
    {
        var (apiVersion, kind) = ((string?)wanted["apiVersion"], (string?)wanted["kind"]);
        var served = api.Resources.FirstOrDefault(served => served.Kind == kind && served.ApiVersion == apiVersion)
            ?? throw new InvalidOperationException($"the cluster does not serve {apiVersion} {kind}");
        var metadata = (JsonObject)wanted["metadata"]!;
        var (name, @namespace) = ((string)metadata["name"]!, served.Namespaced ? (string?)metadata["namespace"] ?? "default" : null);
        var existing = api.Mutate(served.Resource, @namespace, name, current => Overwrite(current, wanted));
        if (existing is null) api.Create(served.Resource, wanted);
    }

    private static bool Overwrite(JsonObject current, JsonObject wanted)
    {
        foreach (var (field, value) in wanted)
        {
            if (field is not ("metadata" or "status")) current[field] = value?.DeepClone();
        }

        if (wanted["metadata"]!["labels"] is not JsonObject labels) return true;
        var metadata = (JsonObject)current["metadata"]!;
        if (metadata["labels"] is not JsonObject own) metadata["labels"] = own = [];
        foreach (var (label, value) in labels) own[label] = value?.DeepClone();
        return true;
    }
}
