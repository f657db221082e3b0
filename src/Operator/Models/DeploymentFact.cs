using k8s.Models;

namespace Modelwright.Operator.Models;

/// <summary>What the planner needs to know of a revision's Deployment.</summary>
public sealed record DeploymentFact
{
    /// <summary>The Deployment's and the revision's name.</summary>
    public required string Name { get; init; }

    /// <summary>Replicas that its spec asks for.</summary>
    public int Wanted { get; init; }

    /// <summary>Pods that exist.</summary>
    public int Replicas { get; init; }

    /// <summary>Pods that are ready.</summary>
    public int Ready { get; init; }

    /// <summary>Pods that have been ready for <c>minReadySeconds</c>.</summary>
    public int Available { get; init; }

    /// <summary>
    /// The status is about the newest spec. Where it is not, its counts may be of pods that are already on their way out.
    /// </summary>
    public bool UpToDate { get; init; } = true;

    /// <summary>Why pods cannot be made (quota, admission), or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>The pod template as it is.</summary>
    public V1PodTemplateSpec? Template { get; init; }

    /// <summary>The hash of the template as the operator built it; see <see cref="Labels.TemplateHash"/>.</summary>
    public string? TemplateHash { get; init; }

    /// <summary>The template as the operator built it, as JSON; see <see cref="Labels.Template"/>.</summary>
    public string? TemplateRecord { get; init; }

    /// <summary>Reads a Deployment.</summary>
    public static DeploymentFact Of(V1Deployment deployment) => new()
    {
        Name = deployment.Metadata.Name,
        Wanted = deployment.Spec.Replicas ?? 1,
        Replicas = deployment.Status?.Replicas ?? 0,
        Ready = deployment.Status?.ReadyReplicas ?? 0,
        Available = deployment.Status?.AvailableReplicas ?? 0,
        UpToDate = (deployment.Status?.ObservedGeneration ?? 0) >= (deployment.Metadata.Generation ?? 0),
        Refusal = deployment.Status?.Conditions?.FirstOrDefault(c => c is { Type: "ReplicaFailure", Status: "True" })?.Message,
        CreatedTime = Times.Of(deployment.Metadata.CreationTimestamp),
        Template = deployment.Spec.Template,
        TemplateHash = deployment.Metadata.Annotations?.TryGetValue(Labels.TemplateHash, out var hash) == true ? hash : null,
        TemplateRecord = deployment.Metadata.Annotations?.TryGetValue(Labels.Template, out var record) == true ? record : null,
    };

    /// <summary>The image of a container of the template, or null.</summary>
    public string? Image(string container) =>
        (Template?.Spec?.InitContainers ?? []).Concat(Template?.Spec?.Containers ?? []).FirstOrDefault(c => c.Name == container)?.Image;
}
