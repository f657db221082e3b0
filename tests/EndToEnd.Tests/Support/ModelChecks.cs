using System.Text.Json.Nodes;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>What tests ask of a Model.</summary>
public static class ModelChecks
{
    /// <summary>A condition of the object, or null.</summary>
    public static JsonNode? Condition(this JsonNode? item, string type) =>
        item?["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => (string)condition!["type"]! == type);

    /// <summary>Waits until the Model's newest spec is Ready and returns it.</summary>
    public static async Task<JsonNode> ReadyAsync(this Kubectl kubectl, string name)
    {
        JsonNode? model = null;
        await Eventually.HoldsAsync($"model {name} Ready", async () =>
        {
            model = await kubectl.GetAsync("model", name);
            var current = (long?)model?["status"]?["observedGeneration"] == (long?)model?["metadata"]?["generation"];
            return (current && (string?)model.Condition("Ready")?["status"] == "True", model?["status"]?.ToJsonString() ?? "no object");
        }, seconds: 90);
        return model!;
    }
}
