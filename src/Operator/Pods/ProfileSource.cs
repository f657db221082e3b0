using Modelwright.Artifacts;

namespace Modelwright.Operator.Pods;

/// <summary>Where a version's reference profile is.</summary>
/// <param name="Uri">The file.</param>
/// <param name="Digest">Its SHA-256.</param>
public sealed record ProfileSource(ArtifactUri Uri, string Digest);
