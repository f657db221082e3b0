namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>On Kubernetes' own API server.</summary>
[Collection(KubeApiQuietTests.OneAtATime)]
public sealed class KubeApiModelLifeTests(KubeApiCluster cluster) : ModelLifeTests(cluster);
