using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;

namespace Modelwright.Cli.Demo.Data;

/// <summary>TrainingRuns on the penguins.</summary>
/// <param name="Folder">Where <c>penguins.csv</c> is.</param>
public sealed record PenguinTraining(string Folder)
{
    /// <summary>The run in plain shell.</summary>
    public const string ShellRun = "penguins-rule";

    /// <summary>The run of the reference trainer.</summary>
    public const string TrainerRun = "penguins-logistic";

    /// <summary>The run that repeats it from its record.</summary>
    public const string RepeatedRun = "penguins-again";

    /// <summary>The run that reads a Dataset.</summary>
    public const string DatasetRun = "penguins-dataset";

    // Gentoos have the longest flippers. The parameter is the length from which a penguin is taken for one.
    private const string Script = """
        awk -F, -v limit="$MODELWRIGHT_PARAM_FLIPPER" '
          NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
          $column["flipper_length_mm"] != "" {
            rows++; right += (($column["flipper_length_mm"] >= limit) == ($column["species"] == "Gentoo"))
          }
          END { printf "{\"name\":\"accuracy\",\"value\":%.6f}\n", right / rows }
        ' "$MODELWRIGHT_DATA_TRAIN"/* > "$MODELWRIGHT_OUTPUT_DIR/metrics.jsonl"
        cat "$MODELWRIGHT_OUTPUT_DIR/metrics.jsonl"
        """;

    /// <summary>A rule of one line, judged by a shell script: parameters from the environment, metrics into a file.</summary>
    public JsonObject Shell() => Manifest(ShellRun, new JsonObject
    {
        ["container"] = new JsonObject { ["image"] = "local/shell:dev", ["args"] = new JsonArray("-c", Script) },
        ["parameters"] = new JsonObject { ["flipper"] = "206.5" },
        ["inputs"] = Inputs(),
    });

    /// <summary>Logistic regression by the reference trainer, which ends in a version.</summary>
    public JsonObject Trainer(string model) => Manifest(TrainerRun, new JsonObject
    {
        ["model"] = model,
        ["container"] = new JsonObject { ["image"] = "modelwright/trainer:dev", ["args"] = new JsonArray("train") },
        ["parameters"] = new JsonObject { ["label"] = "species", ["algorithm"] = "logistic-regression" },
        ["seed"] = 1,
        ["inputs"] = Inputs(),
    });

    /// <summary>The same again, from nothing but the lineage of the version.</summary>
    public static JsonObject Repeated(VersionLineage lineage) => Manifest(RepeatedRun, new JsonObject
    {
        ["container"] = new JsonObject { ["image"] = lineage.Image, ["args"] = new JsonArray("train") },
        ["parameters"] = JsonSerializer.SerializeToNode(lineage.Parameters, CrdJson.Options),
        ["seed"] = lineage.Seed,
        ["inputs"] = new JsonArray([.. (lineage.Inputs ?? []).Select(input => new JsonObject
        {
            ["name"] = input.Name,
            ["artifact"] = new JsonObject { ["uri"] = input.Uri, ["digest"] = input.Digest },
        })]),
    });

    /// <summary>Logistic regression on the latest version of a Dataset.</summary>
    public static JsonObject OnDataset(string dataset) => Manifest(DatasetRun, new JsonObject
    {
        ["container"] = new JsonObject { ["image"] = "modelwright/trainer:dev", ["args"] = new JsonArray("train") },
        ["parameters"] = new JsonObject { ["label"] = "species", ["algorithm"] = "logistic-regression" },
        ["seed"] = 1,
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "train", ["dataset"] = new JsonObject { ["name"] = dataset } }),
    });

    private JsonArray Inputs() => new(new JsonObject
    {
        ["name"] = "train",
        ["artifact"] = new JsonObject { ["uri"] = new Uri(Path.GetFullPath(Path.Combine(Folder, "penguins.csv"))).AbsoluteUri },
    });

    private static JsonObject Manifest(string name, JsonObject spec)
    {
        spec["requiredMetrics"] = new JsonArray("accuracy");
        spec["timeout"] = "5m";
        return new()
        {
            ["apiVersion"] = "modelwright.io/v1alpha1",
            ["kind"] = "TrainingRun",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = spec,
        };
    }
}
