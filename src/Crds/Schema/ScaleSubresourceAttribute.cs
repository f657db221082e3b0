namespace Modelwright.Crds.Schema;

/// <summary>
/// The object has a <c>scale</c> subresource, so <c>kubectl scale</c> and a HorizontalPodAutoscaler can set its replicas.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScaleSubresourceAttribute(string specReplicasPath, string statusReplicasPath) : Attribute
{
    /// <summary>The path of the wanted number, for example <c>.spec.replicas</c>.</summary>
    public string SpecReplicasPath { get; } = specReplicasPath;

    /// <summary>The path of the observed number, for example <c>.status.replicas</c>.</summary>
    public string StatusReplicasPath { get; } = statusReplicasPath;

    /// <summary>The path of the pods' label selector, written as a string.</summary>
    public string? LabelSelectorPath { get; init; }
}
