using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Datasets;

/// <summary>A check that did not pass.</summary>
public sealed record FailedCheck
{
    /// <summary>The check's name; <c>columns</c> for what <c>spec.columns</c> asks.</summary>
    [Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>What follows.</summary>
    public CheckSeverity Severity { get; init; }

    /// <summary>What was found, with the column, the value and the first row where it is one.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }

    /// <summary>The team that answers for it.</summary>
    [Length(0, 128)]
    public string? Owner { get; init; }
}
