using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>What tests of Datasets ask.</summary>
public abstract class DatasetTest(UpCluster cluster) : ModelTest(cluster)
{
    protected async Task<string> LatestAsync(string name) => (string)(await Kubectl.GetAsync("dataset", name))!["status"]!["latest"]!;

    protected Task ShouldSayAsync(string name, string ready, string reason, string words) =>
        Eventually.HoldsAsync($"dataset {name} to say {reason}", async () =>
        {
            var status = (await Kubectl.GetAsync("dataset", name))?["status"];
            var condition = Condition(status, "Ready");
            return ((string?)condition?["status"] == ready && (string?)condition?["reason"] == reason
                && ((string?)condition?["message"])!.Contains(words, StringComparison.Ordinal), status?.ToJsonString() ?? "no status");
        }, seconds: 120);

    protected static JsonNode? Condition(JsonNode? status, string type) =>
        status?["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition?["type"] == type);
}
