using System.Text.Json.Nodes;
using Modelwright.Tokens;

namespace Modelwright.Router.Admin;

/// <summary>Lets requests through that carry the operator's token; all others get 401 and the reason.</summary>
public sealed class BearerGate(TokenVerifier tokens, ILogger<BearerGate> logger)
{
    /// <summary>The action behind the gate.</summary>
    public RequestDelegate Guard(RequestDelegate action) => async context =>
    {
        var header = context.Request.Headers.Authorization;
        var problem = header.Count > 1 ? "more than one authorization header" : tokens.Problem(header.ToString());
        if (problem is null)
        {
            await action(context);
            return;
        }

        logger.LogWarning("{Method} {Path} from {Client} refused: {Problem}",
            context.Request.Method, context.Request.Path.Value, context.Connection.RemoteIpAddress, problem);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await JsonAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, new JsonObject { ["error"] = problem });
    };
}
