namespace Modelwright.LocalCluster.Hosting;

/// <summary>The cluster cannot start; the message says why and what to do.</summary>
public sealed class ClusterStartException(string message, Exception? inner = null) : Exception(message, inner);
