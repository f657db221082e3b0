namespace Modelwright.LocalCluster.Api;

/// <summary>What a request's method and path mean (k8s.io/apiserver/pkg/endpoints/request).</summary>
public sealed record RequestInfo
{
    public required string Path { get; init; }

    /// <summary>get, list, watch, create, update, patch, delete or deletecollection; for other paths the method in lower case.</summary>
    public required string Verb { get; init; }

    /// <summary>Whether the path names a resource; if not, only <see cref="Path"/> and <see cref="Verb"/> matter.</summary>
    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for all, or for a cluster-scoped resource.</summary>
    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Reads a request's method and path.</summary>
    public static RequestInfo Of(ApiRequest request, QueryParameters query)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = parts switch
        {
            ["api", _, _, ..] => 1,
            ["apis", _, _, _, ..] => 2,
            _ => 0,
        };
        if (start == 0) return new RequestInfo { Path = request.Path, Verb = request.Method.ToLowerInvariant() };

        var info = new RequestInfo
        {
            Path = request.Path,
            Verb = "",
            IsResource = true,
            Group = start == 2 ? parts[1] : "",
            Version = parts[start],
        };
        var rest = parts[(start + 1)..];
        // "namespaces/x" is the Namespace itself, as are its own subresources; anything longer is a resource inside it.
        if (rest is ["namespaces", _, not ("status" or "finalize"), ..])
            info = info with { Namespace = rest[1], Resource = rest[2], Name = Part(rest, 3), Subresource = Part(rest, 4) };
        else if (rest[0] == "namespaces" && start == 1)
            info = info with { Namespace = Part(rest, 1), Resource = rest[0], Name = Part(rest, 1), Subresource = Part(rest, 2) };
        else
            info = info with { Resource = rest[0], Name = Part(rest, 1), Subresource = Part(rest, 2) };
        return info with { Verb = VerbOf(request.Method, info.Name.Length > 0, query) };
    }

    private static string Part(string[] parts, int index) => index < parts.Length ? parts[index] : "";

    private static string VerbOf(string method, bool named, QueryParameters query) => method switch
    {
        "GET" or "HEAD" when query.Flag("watch") => "watch",
        "GET" or "HEAD" => named ? "get" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => named ? "delete" : "deletecollection",
        _ => "",
    };
}
