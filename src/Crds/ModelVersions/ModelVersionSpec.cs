using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.ModelVersions;

/// <summary>What a version is.</summary>
public sealed record ModelVersionSpec
{
    /// <summary>The name of the Model that the version was made for. Any Model in the namespace may serve it.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Model { get; init; }

    /// <summary>The version's number among those of the same Model, for people; the name is what identifies it.</summary>
    [Range(1, int.MaxValue)]
    public int? Number { get; init; }

    /// <summary>The model file and the digest that fixes its bytes.</summary>
    public VersionArtifact Artifact { get; init; } = new();

    /// <summary>What the model was made with, for example <c>scikit-learn 1.7</c>.</summary>
    [Length(0, 128)]
    public string? Framework { get; init; }

    /// <summary>A few words on what is special about this version.</summary>
    [Length(0, 1024)]
    public string? Description { get; init; }

    /// <summary>Measured figures by name, as decimal strings: <c>accuracy: "0.973"</c>.</summary>
    [Length(0, 64)]
    [ItemLength(1, 32)]
    [ItemPattern(Patterns.Decimal)]
    [Cel("self.all(name, name.size() <= 63 && name.matches('^[A-Za-z]([-A-Za-z0-9_.]*[A-Za-z0-9])?$'))",
        Message = "a metric's name has at most 63 letters, digits, '-', '_' and '.', and starts with a letter")]
    public IReadOnlyDictionary<string, string>? Metrics { get; init; }

    /// <summary>
    /// The inputs and outputs the model is meant to have. What it really has is in <c>status.signature</c> once it was loaded.
    /// </summary>
    public ModelSignature? Signature { get; init; }

    /// <summary>What the version was made from; enough to make it again.</summary>
    public VersionLineage? Lineage { get; init; }

    /// <summary>
    /// The model's predictions on a holdout, with the columns <c>id</c>, <c>label</c>, <c>score</c>, <c>prediction</c> and slices; versions
    /// are compared row by row.
    /// </summary>
    public VersionFile? Evaluation { get; init; }

    /// <summary>The reference profile: how the training features are distributed, for drift.</summary>
    public VersionFile? Profile { get; init; }
}
