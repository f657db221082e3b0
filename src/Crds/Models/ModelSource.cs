using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What a Model serves: exactly one of a model file, a registered version, and whatever a channel leads to.</summary>
[Union]
public sealed record ModelSource
{
    /// <summary>A model file by its URI. Use it to try a model or where versions are registered elsewhere.</summary>
    public ModelArtifact? Artifact { get; init; }

    /// <summary>The name of a ModelVersion in the same namespace. It fixes the file by its digest.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Version { get; init; }

    /// <summary>
    /// A channel, for example <c>champion</c>: the ModelVersion that Promotions of this Model decided last. Nothing serves before the first
    /// one.
    /// </summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Channel { get; init; }
}
