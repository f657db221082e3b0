namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>On Kubernetes' own API server, which evaluates the rules too.</summary>
[Collection(KubeApiQuietTests.OneAtATime)]
public sealed class KubeApiWrongInputTests(KubeApiCluster cluster) : WrongInputTests(cluster);
