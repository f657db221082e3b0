using Modelwright.Router.Forwarding;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Access;

/// <summary>
/// Keeps to what a Model's route asks of clients. A rule that cannot be kept, because its Secret is not there, lets nobody pass.
/// </summary>
/// <param name="secrets">The Secrets.</param>
/// <param name="forwards">Whether backends get the client's token too.</param>
/// <param name="metrics">Counts who was refused.</param>
public sealed class AccessGate(RouteSecrets secrets, bool forwards, RouterMetrics metrics)
{
    /// <summary>Whether the request may go on; if not, it was answered.</summary>
    public async ValueTask<bool> AdmitAsync(HttpContext context, string model, AccessRule rule)
    {
        if (rule.Tls is not null && !context.Request.IsHttps)
        {
            metrics.Unrouted("cleartext");
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, $"model '{model}' is served over https only");
            return false;
        }

        if (rule.Tokens is not { } secret) return true;
        if (secrets.Tokens(secret) is { } tokens) return await ClientGate.AdmitAsync(context, tokens, forwards, metrics);
        metrics.Unrouted("no_tokens");
        await ErrorAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable,
            $"model '{model}' needs a bearer token, and those that are accepted are not known here yet; try again");
        return false;
    }
}
