using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.OpenApi;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>Answers what is not a resource: discovery, version, health.</summary>
internal sealed class DiscoveryHandler(ApiMachinery machinery)
{
    public ApiResponse Handle(ApiRequest request)
    {
        if (request.Method is not ("GET" or "HEAD")) throw ApiErrors.MethodNotAllowed();
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var registry = machinery.Registry;
        switch (parts)
        {
            case ["api"] when AggregatedVersion(request) is { } version:
                return Aggregated(AggregatedDiscovery.Of(registry, version, core: true), version);
            case ["apis"] when AggregatedVersion(request) is { } version:
                return Aggregated(AggregatedDiscovery.Of(registry, version, core: false), version);
            case ["api"]:
                return ApiResponse.Of(LegacyDiscovery.CoreVersions());
            case ["apis"]:
                return ApiResponse.Of(LegacyDiscovery.Groups(registry));
            case ["apis", var group]:
                return ApiResponse.Of(LegacyDiscovery.Group(registry, group) ?? throw ApiErrors.UnknownPath());
            case ["api", var version] when registry.Serves("", version):
                return ApiResponse.Of(LegacyDiscovery.Resources(registry, "", version));
            case ["apis", var group, var version] when registry.Serves(group, version):
                return ApiResponse.Of(LegacyDiscovery.Resources(registry, group, version));
            case ["openapi", "v3"]:
                return OpenApiHandler.Index(registry);
            case ["openapi", "v3", "api", var version]:
                return OpenApiHandler.Of(registry, version);
            case ["openapi", "v3", "apis", var group, var version]:
                return OpenApiHandler.Of(registry, $"{group}/{version}");
            case ["version"]:
                return ApiResponse.Of(ServerVersion.Json());
            case ["healthz" or "livez" or "readyz"]:
                return Health(parts[0], request);
            case []:
                return ApiResponse.Of(Paths(registry));
            default:
                throw ApiErrors.UnknownPath();
        }
    }

    private static ApiResponse Health(string check, ApiRequest request) =>
        ApiResponse.Text(new QueryParameters(request.Query).Flag("verbose") ? $"[+]ping ok\n[+]storage ok\n{check} check passed\n" : "ok");

    private static JsonObject Paths(Resources.ResourceRegistry registry) => new()
    {
        ["paths"] = new JsonArray(
            [.. registry.All.Select(resource => resource.Id.Group.Length == 0 ? "/api/v1" : $"/apis/{resource.ApiVersion}")
            .Distinct().Concat(["/healthz", "/livez", "/openapi/v3", "/readyz", "/version"]).Select(path => JsonValue.Create(path))]),
    };

    // The first version that the client lists and we know.
    private static string? AggregatedVersion(ApiRequest request)
    {
        foreach (var part in (request.Accept ?? "").Split(','))
        {
            if (!part.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal)) continue;
            if (part.Contains("v=v2beta1", StringComparison.Ordinal)) return "v2beta1";
            if (part.Contains("v=v2", StringComparison.Ordinal)) return "v2";
        }

        return null;
    }

    private static ApiResponse Aggregated(JsonObject body, string version) => new()
    {
        Body = Json.JsonText.Write(body),
        ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList",
        Headers = [new("Vary", "Accept")],
    };
}
