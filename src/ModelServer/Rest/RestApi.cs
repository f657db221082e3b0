using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Hosting;

namespace Modelwright.ModelServer.Rest;

/// <summary>
/// The Open Inference Protocol v2 over HTTP and JSON. One handler takes every request of the port, so that every answer, also to a path
/// that does not exist, has the protocol's form.
/// </summary>
internal sealed class RestApi(
    ModelIdentity identity, ServerState state, InferEndpoint infer, FeedbackEndpoint feedback, string serverVersion)
{
    private static readonly byte[] Ready = "{\"ready\":true}"u8.ToArray();

    private readonly byte[] server = MetadataBodies.Server(serverVersion);
    private readonly byte[] modelReady = MetadataBodies.ModelReady(identity);

    /// <summary>Answers a request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        if (state.IsDraining) context.Response.Headers.Connection = "close";
        var path = RestPath.Parse(context.Request.Path.Value);
        if (path.Endpoint == RestEndpoint.Unknown)
            return HttpAnswer.SendErrorAsync(context, StatusCodes.Status404NotFound,
                $"no such path: {Quoted.Text(context.Request.Path.Value ?? "")}");
        if (!path.Model.IsEmpty && !path.Model.SequenceEqual(identity.Name))
            return HttpAnswer.SendErrorAsync(
                context, StatusCodes.Status404NotFound,
                $"unknown model '{Quoted.Text(path.Model.ToString())}'; this server has '{identity.Name}'");
        if (!path.Version.IsEmpty && !path.Version.SequenceEqual(identity.Version))
            return HttpAnswer.SendErrorAsync(
                context, StatusCodes.Status404NotFound,
                $"unknown version '{Quoted.Text(path.Version.ToString())}' of '{identity.Name}'; this server has '{identity.Version}'");
        var takesBody = path.Endpoint is RestEndpoint.Infer or RestEndpoint.Feedback;
        var method = context.Request.Method;
        if (takesBody ? !HttpMethods.IsPost(method) : !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = takesBody ? "POST" : "GET, HEAD";
            return HttpAnswer.SendErrorAsync(
                context, StatusCodes.Status405MethodNotAllowed,
                $"{Quoted.Text(method)} is not allowed here; use {(takesBody ? "POST" : "GET")}");
        }

        return path.Endpoint switch
        {
            RestEndpoint.Infer => infer.HandleAsync(context, state.Service),
            RestEndpoint.Feedback => feedback.HandleAsync(context, state.Service),
            RestEndpoint.Live => HttpAnswer.SendLiveAsync(context, state.IsLive),
            RestEndpoint.ServerMetadata => HttpAnswer.SendAsync(context, StatusCodes.Status200OK, server),
            RestEndpoint.Ready => WhenReady(context, Ready),
            RestEndpoint.ModelReady => WhenReady(context, modelReady),
            _ => state.Service is { } service
                ? HttpAnswer.SendAsync(context, StatusCodes.Status200OK, service.Metadata)
                : HttpAnswer.SendErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "the model is not loaded yet"),
        };
    }

    private Task WhenReady(HttpContext context, byte[] body) => state.IsReady
        ? HttpAnswer.SendAsync(context, StatusCodes.Status200OK, body)
        : HttpAnswer.SendErrorAsync(
            context, StatusCodes.Status503ServiceUnavailable, state.IsDraining
                ? "not ready: shutting down" : "not ready: the model is loading");
}
