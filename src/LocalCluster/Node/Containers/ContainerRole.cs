namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>What a container is in its pod.</summary>
internal enum ContainerRole
{
    /// <summary>Runs to its end before the next one starts.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>: runs beside the others from its turn on.</summary>
    Sidecar,

    /// <summary>One of the pod's containers.</summary>
    App,
}
