using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How many candidates were measured on a holdout.</summary>
public sealed record HoldoutUse
{
    /// <summary>The holdout's digest.</summary>
    [Length(1, 71)]
    public string Digest { get; init; } = "";

    /// <summary>How many.</summary>
    [Range(0, int.MaxValue)]
    public int Uses { get; init; }
}
