using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// A step that makes data from data: cleaning, joining, features. It runs as a TrainingRun, with the same files and variables. The files
/// that it leaves below <c>MODELWRIGHT_OUTPUT_DIR/artifacts</c> are the version. It runs again when one of its Datasets has another version
/// that may be used, or when the step itself changes.
/// </summary>
[Cel("has(self.run.inputs) && self.run.inputs.size() > 0 && self.run.inputs.all(input, has(input.dataset))",
    Message = "run.inputs must name one Dataset or more, and nothing else; make a Dataset of each file, so that its changes are noticed")]
[Cel("!has(self.run.agent) || self.run.agent != 'None'",
    Message = "a preparation needs the agent, which keeps what the container leaves; remove run.agent")]
[Cel("!has(self.run.output)", Message = "what a preparation leaves goes to spec.store; remove run.output")]
public sealed record PreparationSource
{
    /// <summary>How it is run: container, inputs, limits.</summary>
    public TrainingTemplate Run { get; init; } = new();

    /// <summary>Its parameters by name, as in a TrainingRun.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The seed that the container gets as <c>MODELWRIGHT_SEED</c>.</summary>
    [Range(0, int.MaxValue)]
    [WhenUnset(DatasetDefaults.Seed)]
    public int? Seed { get; init; }
}
