namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>A container's process cannot be started; the message says why.</summary>
public sealed class ContainerStartException(string message) : Exception(message);
