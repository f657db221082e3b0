using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>The outcome of a version's checks.</summary>
public sealed record CheckSummary
{
    /// <summary>How many passed.</summary>
    [Range(0, DatasetLimits.MaxResults)]
    public int Passed { get; init; }

    /// <summary>Those that did not.</summary>
    [Length(0, DatasetLimits.MaxResults)]
    [ListMap("name")]
    public IReadOnlyList<FailedCheck>? Failed { get; init; }

    /// <summary>
    /// Checks with a container whose answer is not there yet. Until those of severity Error have passed, nothing uses the version.
    /// </summary>
    [Length(0, DatasetLimits.MaxContainers)]
    [ItemLength(1, 63)]
    public IReadOnlyList<string>? Pending { get; init; }
}
