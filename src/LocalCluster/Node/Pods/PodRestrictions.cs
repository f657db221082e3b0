using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>What this node refuses: it has no isolation to give, so it does not pretend to lift any.</summary>
internal static class PodRestrictions
{
    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    /// <summary>The reason why the pod cannot run here, or null.</summary>
    public static string? Refusal(JsonObject pod)
    {
        var host = HostNamespaces.FirstOrDefault(field => pod.Flag("spec", field));
        if (host is not null) return $"spec.{host}: pods of this cluster are local processes and may not ask for the host's namespaces";
        var volume = pod.Items("spec", "volumes").FirstOrDefault(volume => volume["hostPath"] is not null);
        if (volume is not null)
        {
            return $"spec.volumes[{volume.Text("name")}].hostPath: not allowed here; use a persistentVolumeClaim, "
                + "whose folder is in the cluster's data folder";
        }

        foreach (var container in pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")))
        {
            if (container.Flag("securityContext", "privileged"))
                return $"container {container.Text("name")}: securityContext.privileged: not allowed here";
            if (container.Items("ports").Any(port => port.Number("hostPort") is > 0))
                return $"container {container.Text("name")}: ports.hostPort: not allowed here; every pod has an address of its own";
            var probe = Probes.FirstOrDefault(p => container.Map(p, "grpc") is not null);
            if (probe is not null) return $"container {container.Text("name")}: {probe}.grpc: this node knows httpGet, tcpSocket and exec";
        }

        return null;
    }
}
