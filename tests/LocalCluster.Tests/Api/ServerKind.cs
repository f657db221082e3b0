namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>The server that a test talks to.</summary>
public enum ServerKind
{
    /// <summary>Ours, in process.</summary>
    Embedded,

    /// <summary>Kubernetes' own API machinery, as <c>MODELWRIGHT_TEST_KUBECONFIG</c> names it.</summary>
    Real,
}
