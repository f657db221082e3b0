using Modelwright.Crds.ModelVersions;

namespace Modelwright.Operator.ModelVersions;

/// <summary>Everything that a decision about a version is made from.</summary>
public sealed record ModelVersionObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The version.</summary>
    public required ModelVersion Version { get; init; }

    /// <summary>The pod that verifies it, if there is one.</summary>
    public VerificationFact? Verification { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }
}
