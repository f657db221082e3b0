using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Ownership;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>Where the data comes from, what it must look like, who answers for it.</summary>
[Cel("!has(self.checks) || has(self.format) || self.checks.all(check, has(check.container))",
    Message = "checks need format; set it to Csv or JsonLines")]
[Cel("!has(self.checks) || self.checks.filter(check, has(check.container)).size() <= 8",
    Message = "at most 8 checks have a container; let one program check more")]
[Cel("!has(self.checks) || self.checks.all(check, check.name != 'columns')",
    Message = "a check must not be named 'columns'; that is the name of what spec.columns asks")]
[Cel("!has(self.columns) || has(self.format)", Message = "columns need format; set it to Csv or JsonLines")]
[Cel("!has(self.source.preparation) || !has(self.refresh)",
    Message = "source.preparation follows its Datasets; remove refresh")]
public sealed record DatasetSpec
{
    /// <summary>Who answers for the data.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Where the data comes from: exactly one kind of source.</summary>
    public DatasetSource Source { get; init; } = new();

    /// <summary>The format of the files. Rows, columns and checks need it; without it a version is just its bytes.</summary>
    public DataFormat? Format { get; init; }

    /// <summary>When the source is looked at again.</summary>
    public DatasetRefresh? Refresh { get; init; }

    /// <summary>The columns that must be there, and what their values must be. A breach is an error.</summary>
    [Length(0, DatasetLimits.MaxColumns)]
    [ListMap("name")]
    public IReadOnlyList<DatasetColumn>? Columns { get; init; }

    /// <summary>What a version must hold beside its columns.</summary>
    [Length(0, DatasetLimits.MaxChecks)]
    [ListMap("name")]
    public IReadOnlyList<DatasetCheck>? Checks { get; init; }

    /// <summary>The folder that versions are copied to, each under its digest.</summary>
    [WhenUnset("the operator's option --artifact-store")]
    public ArtifactFolder? Store { get; init; }

    /// <summary>How many versions are listed in the status.</summary>
    [Range(1, DatasetLimits.MaxVersions)]
    [WhenUnset(DatasetDefaults.History)]
    public int? History { get; init; }

    /// <summary>Looks at the source no more until it is taken back.</summary>
    [WhenUnset(false)]
    public bool? Suspend { get; init; }
}
