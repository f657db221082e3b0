using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>
/// What the fetching program and the verifying model server say of files of this machine (docs/contracts.md). No other store answers.
/// </summary>
internal static class PlayedAgent
{
    /// <summary>Exit code and termination message of a fetch with these arguments.</summary>
    public static (int Code, JsonObject Message) Fetch(IList<string> arguments)
    {
        var uri = new Uri(Option(arguments, "--uri")!);
        if (!uri.IsFile) return (1, Failure("Unreachable", $"{uri.Host} does not answer"));
        if (!File.Exists(uri.LocalPath)) return (1, Failure("NotFound", $"there is no file {uri.LocalPath}"));
        var (bytes, wanted) = (File.ReadAllBytes(uri.LocalPath), Option(arguments, "--digest"));
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
        return wanted is null || wanted == digest
            ? (0, new JsonObject { ["digest"] = digest, ["bytes"] = bytes.Length })
            : (1, Failure("DigestMismatch", $"the file has {digest}, not {wanted}"));
    }

    /// <summary>The termination message of a verification of the file that these arguments fetched.</summary>
    public static JsonObject Verify(IList<string> arguments)
    {
        var file = new Uri(Option(arguments, "--uri")!).LocalPath;
        var report = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "signature.json")))!.AsObject();
        report["digest"] = Option(arguments, "--digest");
        return report;
    }

    private static JsonObject Failure(string reason, string message) => new() { ["reason"] = reason, ["message"] = message };

    private static string? Option(IList<string> arguments, string name) =>
        arguments.IndexOf(name) is var index and >= 0 ? arguments[index + 1] : null;
}
