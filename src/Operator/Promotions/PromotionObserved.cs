using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;

namespace Modelwright.Operator.Promotions;

/// <summary>Everything that a decision about a Promotion is made from.</summary>
public sealed record PromotionObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The Promotion.</summary>
    public required Promotion Promotion { get; init; }

    /// <summary>All Promotions of the Model, this one included.</summary>
    public IReadOnlyList<Promotion> All { get; init; } = [];

    /// <summary>The Model, if it exists.</summary>
    public Model? Model { get; init; }

    /// <summary>The version, if it exists.</summary>
    public ModelVersion? Version { get; init; }
}
