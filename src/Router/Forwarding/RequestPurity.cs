namespace Modelwright.Router.Forwarding;

/// <summary>
/// Which requests may be sent a second time although the first may have been executed: those that change nothing by HTTP's own definition
/// (RFC 9110 section 9.2.1) and the Open Inference Protocol's inference and metadata calls, which compute an answer and keep no state.
/// </summary>
public static class RequestPurity
{
    private const string GrpcService = "/inference.GRPCInferenceService/";
    private static readonly HashSet<string> PureGrpcCalls =
        new(["ModelInfer", "ModelMetadata", "ModelReady", "ServerLive", "ServerMetadata", "ServerReady"], StringComparer.Ordinal);

    /// <summary>Whether the request is pure. What is not known to be pure is not.</summary>
    public static bool IsPure(string method, string? path)
    {
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) return true;
        if (!HttpMethods.IsPost(method) || path is null) return false;
        if (path.StartsWith(GrpcService, StringComparison.Ordinal)) return PureGrpcCalls.Contains(path[GrpcService.Length..]);
        return IsInference(path);
    }

    /// <summary>Whether the request asks for a prediction, so that two revisions' answers to it can be compared.</summary>
    public static bool IsPrediction(string method, string? path) =>
        HttpMethods.IsPost(method) && path is not null && (path == GrpcService + "ModelInfer" || IsInference(path));

    // /v2/models/{name}[/versions/{version}]/infer
    private static bool IsInference(string path)
    {
        if (!path.StartsWith("/v2/models/", StringComparison.Ordinal) || !path.EndsWith("/infer", StringComparison.Ordinal)) return false;
        Span<Range> parts = stackalloc Range[8];
        var text = path.AsSpan(1);
        return text.Split(parts, '/') switch
        {
            4 => text[parts[2]].Length > 0,
            6 => text[parts[3]] is "versions" && text[parts[2]].Length > 0 && text[parts[4]].Length > 0,
            _ => false,
        };
    }
}
