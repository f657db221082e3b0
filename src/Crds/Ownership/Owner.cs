using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Ownership;

/// <summary>Who answers for something.</summary>
public sealed record Owner
{
    /// <summary>The team.</summary>
    [Length(1, 128)]
    public string Team { get; init; } = "";

    /// <summary>How to reach it: a channel, an address, a link.</summary>
    [Length(0, 256)]
    public string? Contact { get; init; }
}
