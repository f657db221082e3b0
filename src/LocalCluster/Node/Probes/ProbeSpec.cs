using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>The numbers of a probe, defaults applied (those of the Kubernetes API).</summary>
internal sealed record ProbeSpec(
    JsonObject Handler,
    TimeSpan InitialDelay,
    TimeSpan Period,
    TimeSpan Timeout,
    int SuccessThreshold,
    int FailureThreshold,
    long? GraceSeconds)
{
    public static ProbeSpec? Of(JsonObject container, string field) => container.Map(field) is not { } probe ? null : new ProbeSpec(
        probe,
        TimeSpan.FromSeconds(probe.Number("initialDelaySeconds") ?? 0),
        TimeSpan.FromSeconds(Math.Max(1, probe.Number("periodSeconds") ?? 10)),
        TimeSpan.FromSeconds(Math.Max(1, probe.Number("timeoutSeconds") ?? 1)),
        (int)Math.Max(1, probe.Number("successThreshold") ?? 1),
        (int)Math.Max(1, probe.Number("failureThreshold") ?? 3),
        probe.Number("terminationGracePeriodSeconds"));
}
