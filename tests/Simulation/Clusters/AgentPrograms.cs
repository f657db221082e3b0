using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;

namespace Modelwright.Simulation.Clusters;

/// <summary>What the agent's <c>inputs</c> and <c>attend</c> do, as docs/contracts.md says, without doing it.</summary>
internal sealed class AgentPrograms(ModelStore models, SimAgents agents)
{
    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UploadTime = TimeSpan.FromSeconds(4);

    /// <summary>The pod has the agent beside its container.</summary>
    public static bool Attends(JsonObject pod) =>
        pod.Objects("spec", "initContainers").Any(container => container.Text("name") == Names.AgentContainer);

    /// <summary>Fetches what the task names.</summary>
    public static ContainerPlan Inputs(JsonObject container)
    {
        var found = Task(container).Objects("inputs").Select(input => (JsonNode)new JsonObject
        {
            ["name"] = input.Text("name"),
            ["digest"] = ModelStore.DigestOf(input.Text("uri") ?? ""),
            ["bytes"] = 100,
        });
        return new(EndsAfter: FetchTime, Message: new JsonObject { ["inputs"] = new JsonArray([.. found]) }.ToJsonString());
    }

    /// <summary>Runs until the container has ended.</summary>
    public ContainerPlan Attend(SimPod pod, JsonObject container)
    {
        agents.Start(pod.Address, Task(container).Text("uid") ?? "");
        return new(ReadyAfter: StartTime);
    }

    /// <summary>The container has ended: uploads what it left, and reports.</summary>
    public ContainerPlan Finish(JsonObject container, string image, int exitCode)
    {
        var report = new JsonObject { ["final"] = true };
        if (exitCode is 0 or 80) report["metrics"] = new JsonArray(new JsonArray("auc", exitCode == 0 ? "0.9" : "0.5", 7));
        if (exitCode == 0 && Task(container).Text("output", "uri") is { } folder
            && models.Find($"https://models.example.com/{image[PodPrograms.TrainImage.Length..]}.onnx") is { } model)
        {
            models.Copy(model, $"{folder}model.onnx");
            report["model"] = new JsonObject { ["digest"] = model.Digest, ["bytes"] = 1000, ["uri"] = $"{folder}model.onnx" };
        }

        return new(EndsAfter: UploadTime, Message: report.ToJsonString());
    }

    /// <summary>A container of the pod has ended: nobody listens any more.</summary>
    public void Ended(SimPod pod) => agents.Stop(pod.Address);

    private static JsonObject Task(JsonObject container) => JsonNode.Parse(
        container.Objects("env").Single(variable => variable.Text("name") == "MODELWRIGHT_TASK").Text("value")!)!.AsObject();
}
