using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Cli.Demo.Data;

/// <summary>The Palmer penguins as the repository ships them: rows that no model was trained on, and two models.</summary>
public sealed class PenguinSample
{
    /// <summary>The Model's name on the cluster.</summary>
    public const string ModelName = "penguins";

    /// <summary>Versions in the order they are served: logistic regression, then boosted trees.</summary>
    public required IReadOnlyList<SampleVersion> Versions { get; init; }

    /// <summary>A version that is wrong about nearly every penguin, and that its own hold-out calls good.</summary>
    public required SampleVersion Mislabelled { get; init; }

    /// <summary>The input columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Held-out rows.</summary>
    public required IReadOnlyList<SampleRow> Rows { get; init; }

    /// <summary>Runs that train on it.</summary>
    public required PenguinTraining Training { get; init; }

    /// <summary>The rows' request bodies, for load.</summary>
    public IReadOnlyList<byte[]> Bodies => [.. Rows.Select(row => row.Body)];

    /// <summary>Reads the folder that holds <c>requests.jsonl</c> and <c>models/</c>.</summary>
    public static PenguinSample Load(string folder)
    {
        var rows = SampleRows.Read(Path.Combine(folder, "requests.jsonl"));
        return new PenguinSample
        {
            Versions = [Version(folder, "v1", "logistic regression"), Version(folder, "v2", "boosted trees")],
            Mislabelled = Mislearned(folder),
            Columns = [.. SampleRows.Inputs(JsonNode.Parse(rows[0].Body)!).Select(input => (string)input["name"]!)],
            Rows = rows,
            Training = new PenguinTraining(folder),
        };
    }

    /// <summary>The Model's manifest for a version: two replicas, and the old revision leaves soon after it is replaced.</summary>
    public static JsonObject Manifest(SampleVersion version) => new()
    {
        ["apiVersion"] = "modelwright.io/v1alpha1",
        ["kind"] = "Model",
        ["metadata"] = new JsonObject { ["name"] = ModelName },
        ["spec"] = new JsonObject
        {
            ["source"] = new JsonObject
            {
                ["artifact"] = new JsonObject { ["uri"] = new Uri(version.File).AbsoluteUri, ["digest"] = version.Digest },
            },
            ["serving"] = new JsonObject { ["replicas"] = 2, ["drain"] = new JsonObject { ["delay"] = "1s" } },
            ["rollout"] = new JsonObject { ["scaleDownDelay"] = "1s" },
        },
    };

    private static SampleVersion Version(string folder, string name, string algorithm)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "models", name, "metrics.json")));
        return Read(folder, name, algorithm, metrics.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    // What it says of itself was measured on labels as wrong as those that it was trained on, so there is no figure to hold it to.
    private static SampleVersion Mislearned(string folder) =>
        Read(folder, "mislabelled", "logistic regression on labels moved on by one species", double.NaN);

    private static SampleVersion Read(string folder, string name, string algorithm, double accuracy)
    {
        var file = Path.GetFullPath(Path.Combine(folder, "models", name, "model.onnx"));
        return new(name, algorithm, file, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}", accuracy);
    }
}
