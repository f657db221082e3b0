using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>No row is also in another Dataset.</summary>
public sealed record DisjointCheck
{
    /// <summary>The other Dataset, in the same namespace; its newest version that may be used counts.</summary>
    [Length(1, 46)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Dataset { get; init; } = "";

    /// <summary>The columns that identify a row in both.</summary>
    [Length(1, 16)]
    [ItemLength(1, 128)]
    public IReadOnlyList<string> Key { get; init; } = [];
}
