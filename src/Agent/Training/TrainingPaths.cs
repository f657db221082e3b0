using System.CommandLine;

namespace Modelwright.Agent.Training;

/// <summary>Where the volumes of a training pod are, from options, else variables, else as in a cluster.</summary>
internal sealed class TrainingPaths(Func<string, string?> variable)
{
    /// <summary>The volume that inputs are written to.</summary>
    public Option<string> Input { get; } = Place("--input-dir", variable, "MODELWRIGHT_INPUT_DIR", "/modelwright/input");

    /// <summary>The volume that the training container writes to.</summary>
    public Option<string> Output { get; } = Place("--output-dir", variable, "MODELWRIGHT_OUTPUT_DIR", "/modelwright/output");

    /// <summary>The file that asks the training container to stop.</summary>
    public Option<string> StopFile { get; } = Place("--stop-file", variable, "MODELWRIGHT_STOP_FILE", "/modelwright/control/stop");

    private static Option<string> Place(string name, Func<string, string?> variable, string from, string otherwise) => new(name)
    {
        Description = $"instead of {from}, else {otherwise}",
        DefaultValueFactory = _ => variable(from) is { Length: > 0 } value ? value : otherwise,
    };
}
