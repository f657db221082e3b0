using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.OpenApi;

/// <summary>Answers <c>/openapi/v3</c>: an index, and one document per group and version.</summary>
internal static class OpenApiHandler
{
    private static readonly ConcurrentDictionary<string, Document> BuiltIn = new();
    private static readonly ConditionalWeakTable<ResourceRegistry, ConcurrentDictionary<string, Document>> Custom = [];

    public static ApiResponse Index(ResourceRegistry registry)
    {
        var paths = new JsonObject();
        foreach (var apiVersion in registry.All.Select(resource => resource.ApiVersion).Distinct())
        {
            var path = PathOf(apiVersion);
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={Get(registry, apiVersion).Hash}" };
        }

        return ApiResponse.Of(new JsonObject { ["paths"] = paths });
    }

    public static ApiResponse Of(ResourceRegistry registry, string apiVersion)
    {
        if (registry.All.All(resource => resource.ApiVersion != apiVersion)) throw ApiErrors.UnknownPath();
        var document = Get(registry, apiVersion);
        return new ApiResponse
        {
            Body = document.Text,
            Headers = [new("Etag", $"\"{document.Hash}\""), new("Cache-Control", "public, immutable"), new("Vary", "Accept")],
        };
    }

    private static string PathOf(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    // Built-in documents never change; custom ones live as long as their registry.
    private static Document Get(ResourceRegistry registry, string apiVersion)
    {
        var resources = registry.All.Where(resource => resource.ApiVersion == apiVersion).ToList();
        var cache = resources.Exists(resource => resource.IsCustom) ? Custom.GetOrCreateValue(registry) : BuiltIn;
        return cache.GetOrAdd(apiVersion, static (_, found) => Make(found), resources);
    }

    private static Document Make(IEnumerable<ResourceDefinition> resources)
    {
        var text = JsonText.Write(OpenApiDocument.Of(resources));
        return new Document(text, Convert.ToHexString(SHA256.HashData(text)));
    }

    private sealed record Document(byte[] Text, string Hash);
}
