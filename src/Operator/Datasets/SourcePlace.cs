using Modelwright.Artifacts;

namespace Modelwright.Operator.Datasets;

/// <summary>A place that a look reads from.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="SecretName">The Secret with credentials for it.</param>
internal sealed record SourcePlace(ArtifactUri Uri, string? SecretName);
