using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Ownership;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Datasets;

/// <summary>Something that a version must hold: exactly one rule.</summary>
[Cel("[has(self.rowCount), has(self.completeness), has(self.range), has(self.allowed), has(self.uniqueness), has(self.freshness),"
    + " has(self.disjointFrom), has(self.distribution), has(self.container)].filter(set, set).size() == 1",
    Message = "a check has exactly one of rowCount, completeness, range, allowed, uniqueness, freshness,"
        + " disjointFrom, distribution and container")]
public sealed record DatasetCheck
{
    /// <summary>The check's name.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>What follows when it fails.</summary>
    [WhenUnset(CheckSeverity.Error)]
    public CheckSeverity? Severity { get; init; }

    /// <summary>Who answers for it, where that is not the Dataset's owner.</summary>
    public Owner? Owner { get; init; }

    /// <summary>The number of rows.</summary>
    public RowCountCheck? RowCount { get; init; }

    /// <summary>The share of rows that have a value.</summary>
    public CompletenessCheck? Completeness { get; init; }

    /// <summary>The range of a column's numbers.</summary>
    public RangeCheck? Range { get; init; }

    /// <summary>The values that a column may have.</summary>
    public AllowedCheck? Allowed { get; init; }

    /// <summary>No two rows are the same in these columns.</summary>
    public UniquenessCheck? Uniqueness { get; init; }

    /// <summary>The newest row is not too old.</summary>
    public FreshnessCheck? Freshness { get; init; }

    /// <summary>No row is also in another Dataset, such as the holdout.</summary>
    public DisjointCheck? DisjointFrom { get; init; }

    /// <summary>A column is distributed as in the version before.</summary>
    public DistributionCheck? Distribution { get; init; }

    /// <summary>
    /// A program of your own. It finds the version's files in the folder <c>MODELWRIGHT_DATA_VERSION</c> and runs once the other checks of
    /// severity Error have passed. Exit 0: passed; 65: failed, with its termination message as the reason; anything else: the check itself
    /// did not work, and is tried again.
    /// </summary>
    public TrainingContainer? Container { get; init; }
}
