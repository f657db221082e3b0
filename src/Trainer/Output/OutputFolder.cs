using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>
/// Writes what a run leaves behind: <c>model.onnx</c>, <c>signature.json</c>, <c>metrics.json</c>, <c>holdout.csv</c> (raw rows) and
/// <c>requests.jsonl</c> (the same rows as inference requests with their true labels).
/// </summary>
public static class OutputFolder
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes all files, replacing those of an earlier run; the model comes last and appears by rename.</summary>
    public static void Write(string folder, TrainingOptions options, TrainingResult result)
    {
        Directory.CreateDirectory(folder);
        CsvTable.Write(Path.Combine(folder, "holdout.csv"), result.Holdout);
        File.WriteAllLines(Path.Combine(folder, "requests.jsonl"), HoldoutRequests.Of(result));
        WriteReport(folder, options, result);
        WriteModel(folder, result);
    }

    /// <summary>Writes <c>metrics.json</c>.</summary>
    public static void WriteReport(string folder, TrainingOptions options, TrainingResult result) =>
        WriteJson(Path.Combine(folder, "metrics.json"), MetricsReport.Of(options, result));

    /// <summary>Writes <c>signature.json</c> and, by rename, <c>model.onnx</c>.</summary>
    public static void WriteModel(string folder, TrainingResult result)
    {
        WriteJson(Path.Combine(folder, "signature.json"), ModelSignature.Of(result));
        var unfinished = Path.Combine(folder, "model.onnx.partial");
        File.WriteAllBytes(unfinished, result.Model.AsSpan());
        File.Move(unfinished, Path.Combine(folder, "model.onnx"), overwrite: true);
    }

    private static void WriteJson<T>(string file, T content) => File.WriteAllText(file, JsonSerializer.Serialize(content, Json) + "\n");
}
