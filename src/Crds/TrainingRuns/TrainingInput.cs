using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Data that a run reads: a version of a Dataset, or one file.</summary>
[Cel("has(self.dataset) != has(self.artifact)", Message = "set exactly one of dataset and artifact")]
public sealed record TrainingInput
{
    /// <summary>
    /// The input's name. The container finds its files in the folder <c>MODELWRIGHT_DATA_NAME</c>, upper case, with <c>_</c> for <c>-</c>.
    /// </summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>A version of a Dataset in the same namespace.</summary>
    public DatasetVersionReference? Dataset { get; init; }

    /// <summary>A file by its URI.</summary>
    public DataArtifact? Artifact { get; init; }
}
