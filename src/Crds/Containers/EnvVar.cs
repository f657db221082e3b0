using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Containers;

/// <summary>An environment variable.</summary>
public sealed record EnvVar
{
    /// <summary>The variable's name. Names that begin with <c>MODELWRIGHT_</c> are the operator's own.</summary>
    [Length(1, 128)]
    [RegularExpression("^[A-Za-z_][A-Za-z0-9_]*$")]
    [Cel("!self.startsWith('MODELWRIGHT_') && self != 'ORT_DISABLE_TELEMETRY'",
        Message = "this variable is set by the operator; choose another name")]
    public string Name { get; init; } = "";

    /// <summary>The variable's value, taken literally: <c>$(NAME)</c> is not expanded. Do not put secrets here.</summary>
    [Length(0, 4096)]
    public string? Value { get; init; }
}
