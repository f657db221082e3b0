using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Autorest;

namespace Modelwright.Cli.Connections;

/// <summary>The API server's own words.</summary>
internal static class ApiMessage
{
    /// <summary>The message of the Status in the answer, or the exception's where there is none.</summary>
    public static string Of(HttpOperationException e)
    {
        try
        {
            return JsonNode.Parse(e.Response.Content)?["message"]?.ToString() ?? e.Message;
        }
        catch (JsonException)
        {
            return e.Message;
        }
    }
}
