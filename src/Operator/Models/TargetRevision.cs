using Modelwright.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Models;

/// <summary>The revision that the spec asks for.</summary>
public sealed record TargetRevision
{
    /// <summary>The Model's name and eight digits of <see cref="RevisionHash"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the file is.</summary>
    public required ArtifactUri Uri { get; init; }

    /// <summary>The digest that the spec or the ModelVersion declares; null: the first download decides.</summary>
    public string? Digest { get; init; }

    /// <summary>The ModelVersion's name, where the source is one.</summary>
    public string? Version { get; init; }

    /// <summary>The Secret with the store's credentials.</summary>
    public string? SecretName { get; init; }

    /// <summary>The version's reference profile, in whose bins its pods count.</summary>
    public ProfileSource? Profile { get; init; }

    /// <summary>What is watched, as far as it shapes pods.</summary>
    public ModelMonitoring? Monitoring { get; init; }

    /// <summary>How it is served.</summary>
    public required ModelServing Serving { get; init; }
}
