using Modelwright.Router.Forwarding;
using Modelwright.Router.Metrics;
using Modelwright.Router.Settings;

namespace Modelwright.Router.Access;

/// <summary>Lets only clients with a token pass (RFC 6750), and keeps their token from the backends.</summary>
/// <param name="tokens">The tokens in force.</param>
/// <param name="forwards">Whether backends get the token too.</param>
/// <param name="metrics">Counts who was refused.</param>
public sealed class ClientGate(ChangingFiles<ClientTokens> tokens, bool forwards, RouterMetrics metrics)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether the request may go on; if not, it was answered.</summary>
    public ValueTask<bool> AdmitAsync(HttpContext context) => AdmitAsync(context, tokens.Current, forwards, metrics);

    /// <summary>Whether a request may go on by these tokens; if not, it was answered.</summary>
    public static async ValueTask<bool> AdmitAsync(HttpContext context, ClientTokens tokens, bool forwards, RouterMetrics metrics)
    {
        var header = context.Request.Headers.Authorization;
        var (problem, challenge) = header is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? ("a bearer token is required: send Authorization: Bearer TOKEN", "Bearer")
            : tokens.Accept(value.AsSpan(Scheme.Length).Trim()) ? (null, "")
            : ("the bearer token is not accepted here", "Bearer error=\"invalid_token\"");
        if (problem is null)
        {
            if (!forwards) context.Request.Headers.Authorization = default;
            return true;
        }

        metrics.Unrouted("unauthorized");
        await ErrorAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, problem, challenge);
        return false;
    }
}
