namespace Modelwright.ModelServer.Rest;

/// <summary>
/// A path of the protocol taken apart. The specification's text has no trailing slash and an optional version, its OpenAPI file the
/// opposite; all forms are served.
/// </summary>
/// <param name="endpoint">What is asked for.</param>
/// <param name="model">The model's name; empty for endpoints of the server.</param>
/// <param name="version">The version; empty when none was given.</param>
internal readonly ref struct RestPath(RestEndpoint endpoint, ReadOnlySpan<char> model = default, ReadOnlySpan<char> version = default)
{
    public RestEndpoint Endpoint { get; } = endpoint;

    public ReadOnlySpan<char> Model { get; } = model;

    public ReadOnlySpan<char> Version { get; } = version;

    /// <summary>Takes apart a path, already percent-decoded.</summary>
    public static RestPath Parse(ReadOnlySpan<char> path)
    {
        const string Root = "/v2";
        if (!path.StartsWith(Root, StringComparison.Ordinal)) return default;
        path = path[Root.Length..];
        if (path.EndsWith('/')) path = path[..^1];
        if (path.IsEmpty) return new RestPath(RestEndpoint.ServerMetadata);
        if (path.SequenceEqual("/health/live")) return new RestPath(RestEndpoint.Live);
        if (path.SequenceEqual("/health/ready")) return new RestPath(RestEndpoint.Ready);
        const string Models = "/models/";
        if (!path.StartsWith(Models, StringComparison.Ordinal)) return default;
        path = path[Models.Length..];
        var model = Segment(ref path);
        const string Versions = "/versions/";
        ReadOnlySpan<char> version = default;
        if (path.StartsWith(Versions, StringComparison.Ordinal))
        {
            path = path[Versions.Length..];
            version = Segment(ref path);
            if (version.IsEmpty) return default;
        }

        if (model.IsEmpty) return default;
        var endpoint = path switch
        {
            "/infer" => RestEndpoint.Infer,
            "/feedback" => RestEndpoint.Feedback,
            "/ready" => RestEndpoint.ModelReady,
            "" => RestEndpoint.ModelMetadata,
            _ => RestEndpoint.Unknown,
        };
        return new RestPath(endpoint, model, version);
    }

    private static ReadOnlySpan<char> Segment(scoped ref ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        var segment = slash < 0 ? path : path[..slash];
        path = path[segment.Length..];
        return segment;
    }
}
