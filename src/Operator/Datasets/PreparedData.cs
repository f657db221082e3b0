using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>What a preparation left, and what it was made from.</summary>
/// <param name="Uri">The folder.</param>
/// <param name="Lineage">What it was made from.</param>
internal sealed record PreparedData(ArtifactUri Uri, DatasetLineage Lineage);
