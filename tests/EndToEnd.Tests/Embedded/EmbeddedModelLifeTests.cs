using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>On the embedded cluster, where pods are real processes.</summary>
public sealed class EmbeddedModelLifeTests(UpCluster cluster) : ModelLifeTests(cluster);
