using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>Metadata of a Model's children.</summary>
internal static class ModelMetadata
{
    /// <summary>On everything that belongs to a Model.</summary>
    public static Dictionary<string, string> ModelLabels(string model) => new(StringComparer.Ordinal)
    {
        [Labels.Instance] = model,
        [Labels.ManagedBy] = Labels.ManagedByValue,
        [Labels.Name] = Labels.ModelServer,
        [Labels.Model] = model,
    };

    /// <summary>On everything that belongs to a revision, its pods included.</summary>
    public static Dictionary<string, string> RevisionLabels(string model, string revision) =>
        new(ModelLabels(model), StringComparer.Ordinal) { [Labels.Revision] = revision };

    /// <summary>The start of an apply body for a child of the Model.</summary>
    public static JsonObject Child<T>(Model model, string name) where T : IKubernetesObject<V1ObjectMeta> =>
        ChildBody.Of(ResourceType.Of<T>(), ObjectReference.To(model), name, ModelLabels(model.Metadata.Name));

    /// <summary>The start of an apply body for a child of one revision.</summary>
    public static JsonObject RevisionChild<T>(Model model, string revision) where T : IKubernetesObject<V1ObjectMeta> =>
        ChildBody.Of(ResourceType.Of<T>(), ObjectReference.To(model), revision, RevisionLabels(model.Metadata.Name, revision));
}
