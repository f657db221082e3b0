using System.Text.Json;
using Modelwright.Testing;
using Modelwright.Trainer.Containers;

namespace Modelwright.Trainer.Tests.Containers;

/// <summary>Folders and variables as a training container finds them.</summary>
internal sealed class TrainingContainer : IDisposable
{
    private readonly TempFolder _folder = new();

    public TrainingContainer()
    {
        Directory.CreateDirectory(Path("train"));
        Directory.CreateDirectory(Path("output"));
        Variables = new Dictionary<string, string>
        {
            ["MODELWRIGHT_DATA_TRAIN"] = Path("train"),
            ["MODELWRIGHT_SEED"] = "7",
            ["MODELWRIGHT_MODEL_DIR"] = Path("output", "model"),
            ["MODELWRIGHT_OUTPUT_DIR"] = Path("output"),
            ["MODELWRIGHT_STOP_FILE"] = Path("stop"),
            ["MODELWRIGHT_CHECKPOINT_DIR"] = Path("checkpoint"),
            ["MODELWRIGHT_TERMINATION_LOG"] = Path("termination"),
            ["MODELWRIGHT_PARAMS_FILE"] = Path("params.json"),
        };
    }

    public Dictionary<string, string> Variables { get; }

    public JsonElement Termination => JsonDocument.Parse(File.ReadAllBytes(Path("termination"))).RootElement;

    public string Path(params string[] parts) => _folder.File(parts);

    public string Text(params string[] parts) => File.ReadAllText(Path(parts));

    public string[] Lines(params string[] parts) => File.ReadAllLines(Path(parts));

    public void Write(string content, params string[] parts) => File.WriteAllText(Path(parts), content);

    public int Run(string? parameters = null)
    {
        if (parameters is not null) Write(parameters, "params.json");
        return ContainerRun.Run(Variables);
    }

    public void Dispose() => _folder.Dispose();
}
