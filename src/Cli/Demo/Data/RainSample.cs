using System.Text.Json.Nodes;

namespace Modelwright.Cli.Demo.Data;

/// <summary>The weather of Seattle as the repository ships it: three years to learn from, a fourth to judge by.</summary>
/// <param name="Folder">Where the data are.</param>
/// <param name="Rows">The days of the fourth year, in order.</param>
public sealed record RainSample(string Folder, IReadOnlyList<SampleRow> Rows)
{
    /// <summary>The name of the Model and of the Experiment.</summary>
    public const string Name = "rain";

    /// <summary>The run with the trainer's own parameters, to compare with.</summary>
    public const string DefaultRun = "rain-default";

    /// <summary>The metric that is minimized: mean of -ln(probability of the truth).</summary>
    public const string Metric = "log_loss";

    /// <summary>Runs of the Experiment.</summary>
    public const int Runs = 20;

    private const string Label = "rain_tomorrow";

    /// <summary>Reads the folder that holds <c>train.csv</c>, <c>later.csv</c> and <c>requests.jsonl</c>.</summary>
    public static RainSample Load(string folder) => new(folder, SampleRows.Read(Path.Combine(folder, "requests.jsonl")));

    /// <summary>Where a class stands among the model's probabilities: they are in alphabetical order.</summary>
    public static int IndexOf(string label) => label == "no" ? 0 : 1;

    /// <summary>A search over the parameters of boosted trees, two runs at a time; the best becomes a version.</summary>
    public JsonObject Experiment() => Manifest($$$"""
        {
          "kind": "Experiment", "metadata": {"name": "{{{Name}}}"},
          "spec": {
            "model": "{{{Name}}}", "seed": 1,
            "objective": {"metric": "{{{Metric}}}", "direction": "Minimize"},
            "search": {"tpe": {}},
            "budget": {"maxRuns": {{{Runs}}}, "parallelism": 2},
            "parameters": [
              {"name": "learning-rate", "double": {"min": "0.005", "max": "0.5", "scale": "Log"}},
              {"name": "leaves", "int": {"min": 2, "max": 64, "scale": "Log"}},
              {"name": "min-rows-per-leaf", "int": {"min": 1, "max": 50}},
              {"name": "row-fraction", "double": {"min": "0.3", "max": "1"}},
              {"name": "feature-fraction", "double": {"min": "0.3", "max": "1"}}
            ],
            "fixedParameters": {"label": "{{{Label}}}", "id": "date", "algorithm": "fast-tree"},
            "run": {{{Training}}}
          }
        }
        """);

    /// <summary>One run without parameters of our choice.</summary>
    public JsonObject Default()
    {
        var manifest = Manifest($$$"""
            {
              "kind": "TrainingRun", "metadata": {"name": "{{{DefaultRun}}}"},
              "spec": {{{Training}}}
            }
            """);
        manifest["spec"]!["parameters"] = new JsonObject { ["label"] = Label, ["id"] = "date", ["algorithm"] = "fast-tree" };
        manifest["spec"]!["seed"] = 1;
        return manifest;
    }

    /// <summary>A Model that serves a version.</summary>
    public static JsonObject Model(string version) => Manifest($$$"""
        {
          "kind": "Model", "metadata": {"name": "{{{Name}}}"},
          "spec": {"source": {"version": "{{{version}}}"}, "serving": {"replicas": 1, "drain": {"delay": "1s"}}
          }
        }
        """);

    private string Training => $$$"""
        {
          "container": {"image": "modelwright/trainer:dev", "args": ["train"]},
          "inputs": [
            {"name": "train", "artifact": {"uri": "{{{Uri("train.csv")}}}"}},
            {"name": "holdout", "artifact": {"uri": "{{{Uri("later.csv")}}}"}}
          ],
          "requiredMetrics": ["{{{Metric}}}"], "timeout": "5m"
        }
        """;

    private string Uri(string file) => new Uri(Path.GetFullPath(Path.Combine(Folder, file))).AbsoluteUri;

    private static JsonObject Manifest(string json)
    {
        var manifest = JsonNode.Parse(json)!.AsObject();
        manifest.Insert(0, "apiVersion", "modelwright.io/v1alpha1");
        return manifest;
    }
}
