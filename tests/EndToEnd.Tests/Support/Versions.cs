using System.Text.Json.Nodes;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>Whether anything of a Model was written.</summary>
public static class Versions
{
    /// <summary>The Model and its objects, each with the resourceVersion that it has now.</summary>
    public static async Task<IReadOnlyList<string>> VersionsAsync(this Kubectl kubectl, string model)
    {
        var children = await kubectl.RunAsync(
            "get", "deployments,pods,services,configmaps", "-l", $"modelwright.io/model={model}", "-o", "json");
        return [.. JsonNode.Parse(children)!["items"]!.AsArray().Append(await kubectl.GetAsync("model", model))
            .Select(item => $"{item!["kind"]}/{item["metadata"]!["name"]}@{item["metadata"]!["resourceVersion"]}")
            .Order(StringComparer.Ordinal)];
    }
}
