using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>Bounds and target of a Model's autoscaling.</summary>
[Cel("!has(self.minReplicas) || self.minReplicas <= self.maxReplicas",
    Message = "minReplicas must not be above maxReplicas")]
public sealed record ModelAutoscaling
{
    /// <summary>The fewest replicas the autoscaler keeps.</summary>
    [Range(1, ModelLimits.MaxReplicas)]
    [WhenUnset(ModelDefaults.MinReplicas)]
    public int? MinReplicas { get; init; }

    /// <summary>The most replicas the autoscaler may ask for.</summary>
    [Range(1, ModelLimits.MaxReplicas)]
    public int MaxReplicas { get; init; }

    /// <summary>
    /// The CPU use, in percent of <c>resources.requests.cpu</c> and averaged over the replicas, that the autoscaler steers towards. It
    /// needs that request to be set and the cluster's metrics server.
    /// </summary>
    [Range(1, 100)]
    [WhenUnset(ModelDefaults.TargetCpuUtilizationPercent)]
    public int? TargetCpuUtilizationPercent { get; init; }
}
