using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What a Model serves: exactly one of a model file and a registered version.</summary>
[Union]
public sealed record ModelSource
{
    /// <summary>A model file by its URI. Use it to try a model or where versions are registered elsewhere.</summary>
    public ModelArtifact? Artifact { get; init; }

    /// <summary>The name of a ModelVersion in the same namespace. It fixes the file by its digest.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Version { get; init; }
}
