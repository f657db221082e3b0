using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Where a paged list goes on: base64 of <c>{"v":"meta.k8s.io/v1","rv":…,"start":…}</c>.</summary>
/// <param name="Revision">The revision of the whole list; -1 to go on with whatever is there now.</param>
/// <param name="Start">The last key that was already given, as namespace/name.</param>
public sealed record ContinueToken(long Revision, string Start)
{
    /// <summary>Reads a token.</summary>
    /// <exception cref="ApiException">400: it is not one of ours.</exception>
    public static ContinueToken Parse(string text)
    {
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            var json = JsonText.Parse(Convert.FromBase64String(padded));
            if (json.Text("v") == "meta.k8s.io/v1" && json.Integer("rv") is { } revision && json.Text("start") is { Length: > 0 } start)
                return new ContinueToken(revision, start);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            // Falls through to the refusal.
        }

        throw ApiErrors.BadRequest("continue key is not valid: it must be the value that the previous page returned");
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var json = new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Revision, ["start"] = Start };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString(JsonText.Options))).TrimEnd('=').Replace('+', '-')
            .Replace('/', '_');
    }
}
