using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>What a pod's status is made of.</summary>
internal sealed record PodSnapshot(
    IReadOnlyList<ContainerWorker> Inits,
    IReadOnlyList<ContainerWorker> Apps,
    string RestartPolicy,
    string Address,
    bool IsInitialized,
    bool IsOver,
    PodFailure? Failure);
