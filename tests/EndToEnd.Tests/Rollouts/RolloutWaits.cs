using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>What tests wait for in a rollout.</summary>
internal static class RolloutWaits
{
    /// <summary>The status once it holds for the newest spec.</summary>
    public static async Task<JsonNode> StatusAsync(
        this Kubectl kubectl, string name, string what, Func<JsonNode, bool> holds, int seconds = 120)
    {
        JsonNode? status = null;
        await Eventually.HoldsAsync($"model {name}: {what}", async () =>
        {
            var model = await kubectl.GetAsync("model", name);
            status = model?["status"];
            var current = (long?)status?["observedGeneration"] == (long?)model?["metadata"]?["generation"];
            return (current && status is not null && holds(status), status?.ToJsonString() ?? "no status");
        }, seconds);
        return status!;
    }

    /// <summary>The new revision was taken back, and has no share.</summary>
    public static Task<JsonNode> AbortedAsync(this Kubectl kubectl, string name) => kubectl.StatusAsync(name, "aborted",
        status => (string?)status["rollout"]?["phase"] == "Aborted" && Weights(status) is [("100", _)]);

    /// <summary>Another revision than this one has everything.</summary>
    public static Task<JsonNode> PromotedAsync(this Kubectl kubectl, string name, string old) => kubectl.StatusAsync(name, "promoted",
        status => (string?)status["phase"] == "Ready" && (string?)status["stableRevision"] != old);

    /// <summary>The shares.</summary>
    public static List<(string Weight, string Revision)> Weights(JsonNode status) =>
        [.. (status["traffic"]?.AsArray() ?? []).Select(share => (share!["weight"]!.ToString(), share["revision"]!.ToString()))];
}
