using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Experiments;

/// <summary>A data set's version that all runs of an Experiment read.</summary>
public sealed record PinnedInput
{
    /// <summary>The input's name.</summary>
    [Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>The Dataset.</summary>
    [Length(1, 253)]
    public string Dataset { get; init; } = "";

    /// <summary>The version's digest.</summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string Version { get; init; } = "";
}
