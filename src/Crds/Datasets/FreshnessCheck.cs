using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Datasets;

/// <summary>The newest row is not too old.</summary>
public sealed record FreshnessCheck
{
    /// <summary>The column with times.</summary>
    [Length(1, 128)]
    public string Column { get; init; } = "";

    /// <summary>The greatest age of the newest time when the version is found.</summary>
    [DurationRange("1s", "87600h")]
    public Duration MaxAge { get; init; }
}
