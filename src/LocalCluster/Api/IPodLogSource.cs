namespace Modelwright.LocalCluster.Api;

/// <summary>Where the API server gets container logs from: the node.</summary>
public interface IPodLogSource
{
    /// <summary>
    /// Writes the log of a container to <paramref name="destination"/>, and with <see cref="PodLogQuery.Follow"/> what is added until the
    /// container ends or the caller cancels. Refusals (unknown pod or container, not started yet) are thrown as
    /// <see cref="ApiException"/> before the first byte is written.
    /// </summary>
    Task WriteAsync(string @namespace, string pod, PodLogQuery query, Stream destination, CancellationToken cancel);
}
