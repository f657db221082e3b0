using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Containers;

/// <summary>Writes metrics and progress as training goes, and looks for the stop file.</summary>
public sealed class ContainerWatch(ContainerSettings settings) : ITrainingWatch
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The figures reported last.</summary>
    public IReadOnlyDictionary<string, double> Latest { get; private set; } = new Dictionary<string, double>();

    /// <inheritdoc />
    public bool StopRequested => settings.StopFile is { } file && File.Exists(file);

    /// <inheritdoc />
    public void Report(int iteration, int iterations, IReadOnlyDictionary<string, double> figures)
    {
        Latest = figures;
        if (settings.OutputFolder is not { } folder) return;
        var line = new Dictionary<string, double> { ["step"] = iteration };
        foreach (var (name, value) in figures) line[name] = value;
        File.AppendAllText(Path.Combine(folder, "metrics.jsonl"), JsonSerializer.Serialize(line, Json) + "\n");

        // 100 is for when all files are there.
        var percent = Math.Min(99, 100L * iteration / iterations).ToString(CultureInfo.InvariantCulture);
        Progress(folder, $$"""{"percent":{{percent}},"step":{{iteration.ToString(CultureInfo.InvariantCulture)}}}""");
    }

    /// <summary>Replaces the progress.</summary>
    public static void Progress(string folder, string content)
    {
        var file = Path.Combine(folder, "progress");
        File.WriteAllText(file + ".partial", content + "\n");
        File.Move(file + ".partial", file, overwrite: true);
    }
}
