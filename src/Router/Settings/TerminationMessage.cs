using System.Text.Json.Nodes;
using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Settings;

/// <summary>The last words of the program, for the pod's status (docs/contracts.md, "Files and paths").</summary>
public static class TerminationMessage
{
    private const int MaxMessage = 2_000;

    /// <summary>Writes reason and message to the file that the environment names; where it cannot, the log has them too.</summary>
    public static void Write(Func<string, string?> variable, string reason, string message)
    {
        var file = variable("MODELWRIGHT_TERMINATION_LOG") is { Length: > 0 } named ? named : "/dev/termination-log";
        try
        {
            if (!File.Exists(file) && file.StartsWith("/dev/", StringComparison.Ordinal)) return;
            File.WriteAllBytes(file, JsonBody.Of(new JsonObject
            {
                ["reason"] = reason,
                ["message"] = message.Length <= MaxMessage ? message : message[..MaxMessage],
            }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The log has it.
        }
    }
}
