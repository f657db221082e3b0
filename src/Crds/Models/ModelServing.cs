using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>How a Model is served.</summary>
[Cel("!has(self.autoscaling) || has(self.replicas)",
    Message = "autoscaling needs replicas: set the number to start with; the autoscaler reads and writes it through the scale subresource")]
[Cel("!has(self.autoscaling) || (has(self.resources) && ((has(self.resources.requests) && 'cpu' in self.resources.requests)"
    + " || (has(self.resources.limits) && 'cpu' in self.resources.limits)))",
    Message = "autoscaling needs resources.requests.cpu, of which the target is a percentage")]
public sealed record ModelServing
{
    /// <summary>
    /// How many copies of the model serve. <c>kubectl scale</c> and autoscaling set this field. Zero keeps the Model without pods; its
    /// condition <c>Ready</c> is then true with reason <c>ScaledToZero</c>, or unknown with reason
    /// <c>Unverified</c> where the file has never been seen. Changing it makes no new revision.
    /// </summary>
    [Range(0, ModelLimits.MaxReplicas)]
    [WhenUnset(ModelDefaults.Replicas)]
    public int? Replicas { get; init; }

    /// <summary>
    /// Scales the replicas with the load, through a HorizontalPodAutoscaler that the operator makes. <c>replicas</c> is then the number to
    /// start with; the autoscaler changes it, so tell a GitOps tool to ignore that field.
    /// </summary>
    public ModelAutoscaling? Autoscaling { get; init; }

    /// <summary>
    /// Gives up all replicas while nobody asks for the Model; its requests wait in the routers until one is back. <c>replicas</c> (or the
    /// autoscaler) says how many there are otherwise; zero there is for good, whoever asks.
    /// </summary>
    public ModelScaleToZero? ScaleToZero { get; init; }

    /// <summary>Another model server than the operator's own.</summary>
    public ModelRuntime? Runtime { get; init; }

    /// <summary>CPU, memory and extended resources per replica.</summary>
    public ResourceAmounts? Resources { get; init; }

    /// <summary>Environment variables of the model server.</summary>
    [Length(0, 64)]
    [ListMap("name")]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>Labels a node must have to run a replica.</summary>
    [Length(0, 32)]
    [ItemLength(0, 63)]
    [ItemPattern(Patterns.LabelValue)]
    [Cel("self.all(key, key.size() <= 317 && key.matches('" + Patterns.LabelKey + "'))",
        Message = "a node label's key is written as disktype or topology.kubernetes.io/zone")]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints of nodes that replicas may run on all the same, for example those of GPU nodes.</summary>
    [Length(0, 32)]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    /// <summary>Secrets with credentials for the registry of <c>runtime.image</c>.</summary>
    [Length(0, 8)]
    [ListMap("name")]
    public IReadOnlyList<ImagePullSecret>? ImagePullSecrets { get; init; }

    /// <summary>Joins requests that wait at the same time into one run of the model.</summary>
    public ModelBatching? Batching { get; init; }

    /// <summary>Runs of the model before a replica counts as ready.</summary>
    public ModelWarmup? Warmup { get; init; }

    /// <summary>How a replica that is going away finishes its requests.</summary>
    public ModelDrain? Drain { get; init; }

    /// <summary>How long every replica of a new revision must stay ready before the revision gets traffic.</summary>
    [DurationRange("0s", "1h")]
    [WhenUnset(ModelDefaults.MinReady)]
    public Duration? MinReady { get; init; }
}
