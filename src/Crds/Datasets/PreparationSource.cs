using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// A step that makes data from data. It runs as a TrainingRun does, with the same files and variables; what it leaves in the folder
/// <c>MODELWRIGHT_OUTPUT_DIR/artifacts</c> is the version, and its lineage names the versions it read. It runs again when one of its
/// Datasets
/// has a new version that may be used, or when this step changes.
/// </summary>
public sealed record PreparationSource
{
    /// <summary>How it is run: container, inputs, resources.</summary>
    public TrainingTemplate Run { get; init; } = new();

    /// <summary>Its parameters.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The seed that the container gets as <c>MODELWRIGHT_SEED</c>.</summary>
    [Range(0, int.MaxValue)]
    [WhenUnset(0)]
    public int? Seed { get; init; }
}
