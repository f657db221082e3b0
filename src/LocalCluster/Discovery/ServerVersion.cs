using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>The Kubernetes version whose API the server speaks.</summary>
internal static class ServerVersion
{
    public const string Minor = "32";

    public static JsonObject Json() => new()
    {
        ["major"] = "1",
        ["minor"] = Minor,
        ["gitVersion"] = $"v1.{Minor}.0+modelwright",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2024-12-11T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "",
    };
}
