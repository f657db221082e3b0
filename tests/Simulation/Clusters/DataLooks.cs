using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>
/// What the agent's <c>dataset</c> does, as docs/contracts.md says, without doing it: the files are those of the model store.
/// </summary>
internal sealed class DataLooks(ModelStore files, DataCopies copies)
{
    /// <summary>A look, by its task.</summary>
    public ContainerPlan Start(JsonObject container)
    {
        var variable = container.Objects("env").Single(variable => variable.Text("name") == "MODELWRIGHT_TASK");
        var task = JsonNode.Parse(variable.Text("value")!)!.AsObject();
        var uri = task.Text("source", "uri") ?? "";
        if (files.Find(uri) is not { } file) return Failed("NotFound", $"there is no file at {uri}");
        if (file.FetchFailure is { } reason) return Failed(reason, $"the store refused {uri}");
        var result = Found(task, file);
        if (task.ContainsKey("keep"))
        {
            copies.Sweep(task.Text("uid") ?? "", [.. task.Texts("keep"), file.Digest["sha256:".Length..]]);
            result["swept"] = true;
        }

        return new(EndsAfter: file.FetchTime, Message: result.ToJsonString());
    }

    private JsonObject Found(JsonObject task, StoredModel file)
    {
        var marks = ModelStore.DigestOf($"marks of {file.Digest}");
        if (task.Text("known", "source") == marks) return new() { ["outcome"] = "Unchanged", ["source"] = marks };
        if (task.Texts("known", "digests").Contains(file.Digest))
            return new() { ["outcome"] = "Known", ["source"] = marks, ["digest"] = file.Digest };
        var passed = file.LoadFailure is null;
        copies.Put(task.Text("uid") ?? "", file.Digest, passed);
        return new()
        {
            ["outcome"] = "Version",
            ["source"] = marks,
            ["digest"] = file.Digest,
            ["bytes"] = 100,
            ["files"] = 1,
            ["uri"] = $"{task.Text("store", "uri")}{file.Digest["sha256:".Length..]}/data/rows.csv",
            ["rows"] = 10,
            ["eligible"] = passed,
            ["passed"] = passed ? 1 : 0,
            ["failed"] = passed ? new JsonArray() : new JsonArray(new JsonArray("rows", "Error", file.LoadFailure)),
        };
    }

    private static ContainerPlan Failed(string reason, string message) => new(
        EndsAfter: TimeSpan.FromSeconds(1), ExitCode: 1,
        Message: new JsonObject { ["reason"] = reason, ["message"] = message }.ToJsonString());
}
