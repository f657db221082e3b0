namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>On Kubernetes' own API server, whose word on field ownership counts.</summary>
[Collection(KubeApiQuietTests.OneAtATime)]
public sealed class KubeApiFieldOwnershipTests(KubeApiCluster cluster) : FieldOwnershipTests(cluster);
