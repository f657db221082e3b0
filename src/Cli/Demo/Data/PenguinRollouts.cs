using System.Text.Json.Nodes;

namespace Modelwright.Cli.Demo.Data;

/// <summary>Manifests of the penguins' Model whose next version has to prove itself.</summary>
public static class PenguinRollouts
{
    /// <summary>Two steps, judged by errors, slow answers, and how differently it predicts.</summary>
    public static JsonObject Canary(SampleVersion version) => Manifest(version, """
        {
          "scaleDownDelay": "1s", "abortScaleDownDelay": "1s", "rollbackWindow": 0, "strategy": "Canary",
          "steps": [{"weight": 10, "duration": "2s"}, {"weight": 50, "duration": "2s"}],
          "analysis": {"interval": "1s", "minRequests": 100, "metrics": [
            {"name": "errors", "errorRate": {"max": "0.05"}},
            {"name": "slow", "latency": {"threshold": "1s", "max": "0.05"}},
            {"name": "predictions", "predictionDrift": {"output": "label", "max": "0.15"}}]}
        }
        """);

    /// <summary>Copies of half of the requests; the answers must be the same.</summary>
    public static JsonObject Shadow(SampleVersion version) => Manifest(version, """
        {
          "scaleDownDelay": "1s", "abortScaleDownDelay": "1s", "rollbackWindow": 0, "strategy": "Shadow",
          "steps": [{"weight": 0, "mirror": 50, "duration": "2s"}],
          "analysis": {"interval": "1s", "minRequests": 100, "metrics": [
            {"name": "disagreement", "shadowDisagreement": {"max": "0.05"}}]}
        }
        """);

    private static JsonObject Manifest(SampleVersion version, string rollout)
    {
        var manifest = PenguinSample.Manifest(version);
        manifest["spec"]!["rollout"] = JsonNode.Parse(rollout);
        return manifest;
    }
}
