using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.ModelVersions;

/// <summary>What a version was made from; enough to make it again.</summary>
public sealed record VersionLineage
{
    /// <summary>The TrainingRun.</summary>
    [Length(1, 52)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Run { get; init; }

    /// <summary>The run's UID, which tells it from a later run of the same name.</summary>
    [Length(1, 64)]
    public string? RunUid { get; init; }

    /// <summary>The Experiment that made the run.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Experiment { get; init; }

    /// <summary>The image as the run named it.</summary>
    [Length(0, 512)]
    public string? Image { get; init; }

    /// <summary>The image that ran, as the node resolved it.</summary>
    [Length(0, 1024)]
    public string? ImageId { get; init; }

    /// <summary>The source code.</summary>
    public TrainingCode? Code { get; init; }

    /// <summary>The parameters.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The SHA-256 of the parameters, as in the run's <c>status.lineage</c>.</summary>
    [Length(0, 71)]
    public string? ParametersDigest { get; init; }

    /// <summary>The seed.</summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The data by digest.</summary>
    [Length(0, 16)]
    [ListMap("name")]
    public IReadOnlyList<InputLineage>? Inputs { get; init; }

    /// <summary>The image of the agent that recorded and uploaded it.</summary>
    [Length(0, 512)]
    public string? AgentImage { get; init; }

    /// <summary>The version of the operator that made it.</summary>
    [Length(0, 128)]
    public string? OperatorVersion { get; init; }
}
