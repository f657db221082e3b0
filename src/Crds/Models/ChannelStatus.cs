using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models;

/// <summary>
/// Where the channel that a Model follows leads. It is remembered here too, so that deleting a Promotion changes nothing that serves.
/// </summary>
public sealed record ChannelStatus
{
    /// <summary>The channel.</summary>
    [Length(1, 40)]
    public string Name { get; init; } = "";

    /// <summary>The ModelVersion that it leads to.</summary>
    [Length(1, 63)]
    public string Version { get; init; } = "";

    /// <summary>The Promotion that decided it.</summary>
    [Length(0, 63)]
    public string? Promotion { get; init; }

    /// <summary>That Promotion's number.</summary>
    [Range(1L, long.MaxValue)]
    public long Number { get; init; }

    /// <summary>The ModelVersion that the Model served when it was decided; the channel leads there if this one is taken back.</summary>
    [Length(0, 63)]
    public string? Previous { get; init; }
}
