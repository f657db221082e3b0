using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>
/// The container that trains. It gets parameters and paths as environment variables (<c>MODELWRIGHT_PARAM_…</c>, <c>MODELWRIGHT_DATA_…</c>,
/// <c>MODELWRIGHT_MODEL_DIR</c>) and runs as a user without rights, with a root file system that it cannot write.
/// </summary>
public sealed record TrainingContainer
{
    /// <summary>The image.</summary>
    [Length(1, 512)]
    [RegularExpression(Patterns.Image)]
    public string Image { get; init; } = "";

    /// <summary>The program, in place of the image's entrypoint. <c>$(MODELWRIGHT_PARAM_LR)</c> stands for a variable.</summary>
    [Length(0, 64)]
    [ItemLength(0, 16384)]
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>
    /// The program's arguments. <c>$(MODELWRIGHT_PARAM_LR)</c> stands for a variable, <c>$$(X)</c> for the text <c>$(X)</c>.
    /// </summary>
    [Length(0, 64)]
    [ItemLength(0, 16384)]
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>More environment variables.</summary>
    [Length(0, 64)]
    [ListMap("name")]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>CPU, memory and extended resources such as <c>nvidia.com/gpu</c>.</summary>
    public ResourceAmounts? Resources { get; init; }
}
